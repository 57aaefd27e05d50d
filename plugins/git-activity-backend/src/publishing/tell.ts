import { Day } from 'backstage-plugin-git-activity-common';
import { FigureKind } from './divide';
import { PublishedFigure } from './figures';

/** What is asked: which figures of a selection are to be added up. */
export interface FigureFilter {
  repositoryIds: number[];
  from: Day;
  to: Day;
  merges: 'exclude' | 'include';
  bots: 'exclude' | 'include';
}

/** The checks by which a figure is told whole or not at all; one by one, so that a test can show what each is for. */
export const TELLING_CHECKS = {
  /** Whether all whose commits are in a figure are selected: of part of them nothing is told. */
  isSelected: (holders: number[][], isSelected: (id: number) => boolean) =>
    holders.every(repositoryIds => repositoryIds.some(isSelected)),
  /** Whether all days of it are asked for. */
  isWithin: (span: { from: Day; to: Day }, range: { from: Day; to: Day }) =>
    range.from <= span.from && span.to <= range.to,
};

/** What is told of a selection: nothing but sums of whole figures. */
export interface ToldFigures {
  commits: number;
  excluded: { merges: number; bots: number };
  /** By their days, sorted. */
  spans: Array<{ from: Day; to: Day; commits: number }>;
}

/** Adds up the figures that may be told. */
export function tellFigures(
  figures: PublishedFigure[],
  filter: FigureFilter,
): ToldFigures {
  const selected = new Set(filter.repositoryIds);
  const told = figures.filter(
    figure =>
      TELLING_CHECKS.isSelected(figure.holders, id => selected.has(id)) &&
      TELLING_CHECKS.isWithin(figure, filter),
  );
  const isCounted = ({ kind }: PublishedFigure) =>
    kind === 'commits' || filter[kind] === 'include';
  const sum = (some: PublishedFigure[]) =>
    some.reduce((total, { commits }) => total + commits, 0);
  const spans = new Map<string, { from: Day; to: Day; commits: number }>();
  for (const { from, to, commits } of told.filter(isCounted)) {
    const span = spans.get(`${from} ${to}`) ?? { from, to, commits: 0 };
    spans.set(`${from} ${to}`, span);
    span.commits += commits;
  }
  const leftOut = (of: FigureKind) =>
    sum(told.filter(figure => figure.kind === of && !isCounted(figure)));
  return {
    commits: sum(told.filter(isCounted)),
    excluded: { merges: leftOut('merges'), bots: leftOut('bots') },
    spans: [...spans].sort(byKey).map(([, span]) => span),
  };
}

/** Days sort as texts do. */
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
