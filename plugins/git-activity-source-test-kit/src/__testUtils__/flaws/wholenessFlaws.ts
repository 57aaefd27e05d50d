import {
  CommitSourceError,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { ReferenceSource } from '../ReferenceSource';
import {
  EXACT,
  NEW,
  PARENTS,
  REWRITE,
  SHORT,
  SKEWED,
  SKEWED_MERGE,
  SKEWED_REWRITE,
  TOTAL,
  WHOLE,
  WHOLE_NEW,
  WHOLE_RESUMED,
} from './behaviours';
import { batches, commits, Flaw, mistaken, reading } from './Flaw';

const namesParents = (name: (parents: string[]) => string[]) =>
  commits(commit => ({ ...commit, parents: name(commit.parents) }));

/** What is left of commits, newest first, when of each merge only the first parent is looked at. */
function mainline(added: SourceCommit[], to: string): SourceCommit[] {
  let next = to;
  return added.filter(({ sha, parents }) => {
    const found = sha === next;
    next = found ? parents[0] : next;
    return found;
  });
}

export const wholenessFlaws: Flaw[] = [
  {
    name: 'names no parents',
    change: namesParents(() => []),
    shownBy: [EXACT, PARENTS, WHOLE, WHOLE_NEW, WHOLE_RESUMED],
  },
  {
    name: 'names parents in an order of its own',
    change: namesParents(parents => [...parents].sort()),
    shownBy: [PARENTS],
  },
  {
    name: 'names ten parents at most',
    change: namesParents(parents => parents.slice(0, 10)),
    shownBy: [PARENTS, WHOLE, WHOLE_NEW, WHOLE_RESUMED],
  },
  {
    name: 'names a parent that is none',
    change: namesParents(parents => parents.map(sha => sha.replace(/^./, 'f'))),
    shownBy: [PARENTS, WHOLE, WHOLE_NEW],
  },
  {
    name: 'follows first parents only',
    change: batches((batch, { to }) => ({
      ...batch,
      added: mainline(batch.added, to),
    })),
    shownBy: [EXACT, WHOLE, WHOLE_NEW],
  },
  {
    name: 'drops the end of what is new',
    change: batches((batch, { from }) => ({
      ...batch,
      added: from ? batch.added.slice(0, -1) : batch.added,
    })),
    shownBy: [NEW, WHOLE_NEW, WHOLE_RESUMED, SKEWED, SKEWED_MERGE],
  },
  {
    name: 'counts what it sends for all that there is',
    change: batches(batch => ({ ...batch, total: batch.added.length })),
    shownBy: [TOTAL],
  },
  {
    name: 'counts the commits of the branch instead of those of the head',
    change: reading(async function* changed(request, source) {
      const { repository, signal } = request;
      const repositories = [repository];
      const [head] = await source.getHeads({ repositories, signal });
      const to = ('sha' in head && head.sha) || request.to;
      let total: number | undefined;
      for await (const batch of source.readCommits({
        ...request,
        from: undefined,
        cursor: undefined,
        to,
      })) {
        total = batch.total;
      }
      for await (const batch of source.readCommits(request)) {
        yield { ...batch, total };
      }
    }),
    shownBy: [TOTAL],
  },
  {
    name: 'believes git about what only one side of a range has',
    change: mistaken('believes git about ranges'),
    shownBy: [SKEWED, SKEWED_MERGE, SKEWED_REWRITE],
  },
  {
    name: 'asks to read everything anew with every step',
    change: reading(async function* changed(request, source) {
      if (request.from && request.from !== request.to) {
        throw new CommitSourceError('head-unknown', 'Too much has changed.');
      }
      yield* source.readCommits(request);
    }),
    shownBy: [NEW, REWRITE, SKEWED, SKEWED_MERGE],
  },
  {
    name: 'asks to read anew what was rewritten, and then reads a part of it',
    change: reading(async function* changed(request, source) {
      for await (const batch of source.readCommits(request)) {
        if (batch.removed.length > 0) {
          throw new CommitSourceError('head-unknown', 'It was rewritten.');
        }
        const added = request.from ? batch.added : batch.added.slice(0, -1);
        yield { ...batch, added };
      }
    }),
    shownBy: [
      SKEWED_REWRITE,
      'goes over to an unrelated history exactly, or asks to read it anew',
    ],
  },
  {
    name: 'believes a list that ended too early',
    change: mistaken('believes every list'),
    shownBy: [SHORT],
  },
  {
    name: 'takes the last commit of a list for a root',
    change: reading(async function* changed(request, { host, options }) {
      const mistake = 'believes every list';
      const believing = new ReferenceSource(host, { ...options, mistake });
      for await (const batch of believing.readCommits(request)) {
        const { added } = batch;
        const last = added[added.length - 1];
        const root = last && { ...last, parents: [] };
        yield { ...batch, added: added.slice(0, -1).concat(root ?? []) };
      }
    }),
    shownBy: [SHORT],
  },
];
