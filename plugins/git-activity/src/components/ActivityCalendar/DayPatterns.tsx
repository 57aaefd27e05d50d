const TILE_PX = 5;

/** The fill of days before what was read so far: lines. */
export const earlyFill = (id: string) => `url(#${id}-lines)`;

/** The fill of days that are not known any more: dots. */
export const missedFill = (id: string) => `url(#${id}-dots)`;

/** The patterns of days that are not known: told from days without commits, and from each other, by more than a colour. */
export function DayPatterns(props: { id: string; colour: string }) {
  const { id, colour } = props;
  const tile = {
    width: TILE_PX,
    height: TILE_PX,
    patternUnits: 'userSpaceOnUse',
  };
  return (
    <svg width={0} height={0} aria-hidden style={{ position: 'absolute' }}>
      <defs>
        <pattern id={`${id}-lines`} {...tile} patternTransform="rotate(45)">
          <line x1={0} y1={0} x2={0} y2={5} stroke={colour} strokeWidth={2} />
        </pattern>
        <pattern id={`${id}-dots`} {...tile}>
          <circle cx={2.5} cy={2.5} r={1.4} fill={colour} />
        </pattern>
      </defs>
    </svg>
  );
}
