/** The pattern of days that are not known: told from days without commits by its lines, and not by a colour alone. */
export function HatchPattern(props: { id: string; colour: string }) {
  return (
    <svg width={0} height={0} aria-hidden style={{ position: 'absolute' }}>
      <defs>
        <pattern
          id={props.id}
          width={5}
          height={5}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line
            x1={0}
            y1={0}
            x2={0}
            y2={5}
            stroke={props.colour}
            strokeWidth={2}
          />
        </pattern>
      </defs>
    </svg>
  );
}
