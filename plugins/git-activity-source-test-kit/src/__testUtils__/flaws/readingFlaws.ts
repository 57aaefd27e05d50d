import {
  EXACT,
  NEW,
  REWRITE,
  UNKNOWN,
  RESUME,
  RESUME_REWRITE,
  SKEWED,
  WAITS,
  LIMIT,
} from './behaviours';
import { batches, commits, Flaw, kindIs, mistaken, reading } from './Flaw';

export const readingFlaws: Flaw[] = [
  {
    name: 'drops a commit',
    change: batches(batch => ({ ...batch, added: batch.added.slice(0, -1) })),
    shownBy: [EXACT, NEW],
  },
  {
    name: 'sends a commit twice',
    change: batches(batch => ({
      ...batch,
      added: [...batch.added, ...batch.added.slice(-1)],
    })),
    shownBy: [EXACT, RESUME],
  },
  {
    name: 'takes every author for somebody in London',
    change: commits(commit => ({ ...commit, utcOffset: 0 })),
    shownBy: [EXACT],
  },
  {
    name: 'tells local time for UTC',
    change: commits(commit => ({
      ...commit,
      authoredAt: (commit.authoredAt ?? 0) + (commit.utcOffset ?? 0) * 60,
    })),
    shownBy: [EXACT],
  },
  {
    name: 'takes the time of the commit for that of the author',
    change: commits(commit => ({ ...commit, authoredAt: commit.committedAt })),
    shownBy: [EXACT],
  },
  {
    name: 'writes emails in small letters and without accents',
    change: commits(commit => ({
      ...commit,
      author: {
        ...commit.author,
        email: commit.author.email.normalize('NFD').replace(/\p{M}/gu, ''),
      },
    })),
    shownBy: [EXACT, NEW],
  },
  {
    name: 'takes any beginning of Co-authored-by for the whole of it',
    change: mistaken('tells git of the trailer'),
    shownBy: [
      EXACT,
      'takes Co-authored-by, in any case, for what names a co-author, and no other trailer',
    ],
  },
  {
    name: 'loses all co-authors but the first',
    change: commits(commit => ({
      ...commit,
      coAuthors: commit.coAuthors.slice(0, 1),
    })),
    shownBy: [EXACT, NEW],
  },
  {
    name: 'does not say that it leaves out co-authors',
    change: commits(({ coAuthorsCut: _, ...commit }) => commit),
    shownBy: [
      'takes of a commit that carries too much what every source takes of it, and says how much it leaves out',
    ],
  },
  {
    name: 'cuts a long subject',
    change: commits(commit => ({
      ...commit,
      subject: commit.subject.slice(0, 500),
    })),
    shownBy: [EXACT, NEW],
  },
  {
    name: 'begins with the oldest',
    change: batches(batch => ({ ...batch, added: batch.added.reverse() })),
    shownBy: ['reads a whole history newest first, as git lists it', RESUME],
  },
  {
    name: 'reads the branch instead of the commit asked for',
    change: reading(async function* changed(request, source) {
      const [head] = await source.getHeads({
        repositories: [request.repository],
        signal: request.signal,
      });
      const to = ('sha' in head && head.sha) || request.to;
      yield* source.readCommits({ ...request, to });
    }),
    shownBy: [
      'reads only the history of the commit that it is asked for, although its branch has moved on',
      'goes on at the same place although the branch has moved on meanwhile',
      UNKNOWN,
    ],
  },
  {
    name: 'reads all when nothing changed',
    change: reading((request, source) =>
      source.readCommits({
        ...request,
        from: request.from === request.to ? undefined : request.from,
      }),
    ),
    shownBy: ['sends nothing when nothing changed'],
  },
  {
    name: 'reads what is younger than the head',
    change: reading(async function* changed(request, source) {
      const { from, to, ...rest } = request;
      let since = 0;
      for await (const batch of source.readCommits({
        ...rest,
        to: from ?? to,
      })) {
        since = from ? batch.added[0].committedAt ?? 0 : -1;
        break;
      }
      for await (const batch of source.readCommits(request)) {
        const added = batch.added.filter(
          ({ committedAt = 0 }) => committedAt > since,
        );
        yield { ...batch, added };
      }
    }),
    shownBy: ['reads an old branch that is merged today', SKEWED],
  },
  {
    name: 'never takes anything away',
    change: batches(batch => ({ ...batch, removed: [] })),
    shownBy: [
      REWRITE,
      'tells only what is gone when a branch was set back',
      'goes over to an unrelated history exactly, or asks to read it anew',
      RESUME_REWRITE,
    ],
  },
  {
    name: 'takes the old head away with every step',
    change: batches((batch, { from }) => ({
      ...batch,
      removed: from ? [...batch.removed, from] : [],
    })),
    shownBy: [NEW, 'reads an old branch that is merged today', SKEWED],
  },
  {
    name: 'takes away after it has added',
    change: reading(async function* changed(request, source) {
      for await (const batch of source.readCommits(request)) {
        yield { ...batch, removed: [] };
        yield { ...batch, added: [] };
      }
    }),
    shownBy: [REWRITE],
  },
  {
    name: 'takes an unknown head for none',
    change: reading(async function* changed(request, source) {
      try {
        yield* source.readCommits(request);
      } catch {
        yield* source.readCommits({ ...request, from: undefined });
      }
    }),
    shownBy: [UNKNOWN],
  },
  {
    name: 'says too late that a head is unknown',
    change: reading(async function* changed(request, source) {
      yield { added: [], removed: [], cursor: '0', requests: 1 };
      yield* source.readCommits(request);
    }),
    shownBy: [UNKNOWN],
  },
  {
    name: 'says of an unknown head that the repository is gone',
    change: kindIs('gone'),
    shownBy: [UNKNOWN, WAITS, LIMIT],
  },
  {
    name: 'does not survive being left',
    change: source => {
      let left = false;
      return {
        async *readCommits(request) {
          if (left) {
            throw new Error('still busy');
          }
          left = true;
          yield* source.readCommits(request);
          left = false;
        },
      };
    },
    shownBy: ['can be left in the middle, and asked again'],
  },
  {
    name: 'needs what it was told to forget',
    change: source => {
      let forgotten = false;
      return {
        forget: async () => {
          forgotten = true;
        },
        readCommits: request =>
          source.readCommits(
            forgotten ? { ...request, to: 'forgotten' } : request,
          ),
      };
    },
    shownBy: ['reads the same after it was told to forget'],
  },
];
