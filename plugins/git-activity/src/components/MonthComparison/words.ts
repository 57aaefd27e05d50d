import { LocalFormat } from '../../calendar/locale';
import { isUnusual, Month, Usual } from './months';

/** How much there is, and how much there was a year before. */
export function describeTotals(
  { commits, before }: { commits: number; before: number },
  format: LocalFormat,
): string {
  return `${format.count(commits, 'commit', 'commits')}; ${format.number(
    before,
  )} on the same days a year before.`;
}

/** Which months are out of the ordinary, a sentence for each; that none is, if none is. */
export function describeUnusual(
  months: readonly Month[],
  { usual, format }: { usual: Usual; format: LocalFormat },
): string[] {
  const range = describeUsual(usual, format);
  const sentences = months
    .filter(month => isUnusual(month, usual))
    .map(
      ({ first, commits }) =>
        `${format.longMonth(first)}: ${format.count(
          commits,
          'commit',
          'commits',
        )}; usual are ${range}.`,
    );
  return sentences.length > 0
    ? sentences
    : [`No month is out of the ordinary; usual are ${range} commits.`];
}

function describeUsual({ from, to }: Usual, format: LocalFormat): string {
  const [least, most] = [Math.round(from), Math.round(to)].map(format.number);
  return least === most ? least : `${least} to ${most}`;
}
