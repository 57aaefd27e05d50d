import { LocalFormat } from '../../calendar/locale';
import { isUnusual, Month, Usual } from './months';

/** How much there is, and how much there was a year before. */
export function describeTotals(
  { commits, before }: { commits: number; before: number },
  format: LocalFormat,
): string {
  return format.t('months.totals', {
    count: commits,
    before: format.number(before),
  });
}

/** Which months are out of the ordinary, a sentence for each; that none is, if none is. */
export function describeUnusual(
  months: readonly Month[],
  options: { usual: Usual; format: LocalFormat },
): string[] {
  const { format } = options;
  const usual = describeUsual(options.usual, format);
  const sentences = months
    .filter(month => isUnusual(month, options.usual))
    .map(({ first, commits: count }) =>
      format.t('months.unusual', {
        count,
        month: format.longMonth(first),
        usual,
      }),
    );
  return sentences.length > 0
    ? sentences
    : [format.t('months.ordinary', { usual })];
}

function describeUsual(usual: Usual, format: LocalFormat): string {
  const [from, to] = [usual.from, usual.to].map(Math.round).map(format.number);
  return from === to ? from : format.t('common.range', { from, to });
}
