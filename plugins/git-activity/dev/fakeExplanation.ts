import {
  CalendarQuery,
  CommitExplanation,
} from 'backstage-plugin-git-activity-common';
import { FakeLedger, rangeOf, selectCommits, ToldCommit } from './fakeLedger';

/** Why a commit of the ledger is counted or not, but for the revision that this is of. */
export function explainCommit(
  ledger: FakeLedger,
  sha: string,
  query: CalendarQuery,
): Omit<CommitExplanation, 'revision'> {
  const commit = ledger.commits.find(one => one.sha.startsWith(sha));
  const verdict = commit ? judge(ledger, commit, query) : 'unknown';
  const repositories = ledger.repositories.filter(
    ({ id }) => !commit || id === commit.repository.id,
  );
  return {
    sha: commit?.sha ?? sha,
    verdict,
    ...rangeOf(ledger, query),
    ...(commit && { commit }),
    countsFor:
      commit && verdict === 'counts'
        ? [commit.author, ...commit.coAuthors]
        : [],
    ...(verdict === 'bot' && { botRule: 'it updates dependencies' }),
    repositories: repositories.map(repository => ({
      repository,
      branch: 'main',
      selected: query.repository?.includes(repository.id) ?? true,
    })),
    totals: {
      repositories: repositories.length,
      behind: repositories.filter(({ status }) => status !== 'current').length,
    },
    unrecognised: [],
  };
}

function judge(
  ledger: FakeLedger,
  commit: ToldCommit,
  query: CalendarQuery,
): CommitExplanation['verdict'] {
  const { from, to } = rangeOf(ledger, query);
  if (commit.day < from || commit.day > to) return 'outside-range';
  const { counted, left } = selectCommits(ledger, query);
  if (counted.includes(commit)) return 'counts';
  if (!left.includes(commit)) return query.person ? 'by-others' : 'elsewhere';
  return commit.merge ? 'merge' : 'bot';
}
