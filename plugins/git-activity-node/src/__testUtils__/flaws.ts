import { mapAuthorsByMailmap } from '../mailmap/mapAuthorsByMailmap';
import {
  CommitBatch,
  ReadCommitsRequest,
  RepositoryHead,
  SourceCommit,
} from '../CommitSource';
import { CommitSourceError } from '../errors';
import { Change } from './referenceHarness';
import { ReferenceHost } from './ReferenceHost';
import { ReferenceSource } from './ReferenceSource';

/** A way in which a source may be wrong, and the behaviours that must tell. */
export interface Flaw {
  name: string;
  change: Change;
  shownBy: string[];
}

type Reading = (
  request: ReadCommitsRequest,
  source: ReferenceSource,
) => AsyncIterable<CommitBatch>;

const reading =
  (read: Reading): Change =>
  source => ({ readCommits: request => read(request, source) });

/** Makes something of each commit. */
const commits = (change: (commit: SourceCommit) => SourceCommit): Change =>
  reading(async function* changed(request, source) {
    for await (const batch of source.readCommits(request)) {
      yield { ...batch, added: batch.added.map(change) };
    }
  });

/** Makes something of each batch. */
const batches = (
  change: (batch: CommitBatch, request: ReadCommitsRequest) => CommitBatch,
): Change =>
  reading(async function* changed(request, source) {
    for await (const batch of source.readCommits(request)) {
      yield change(batch, request);
    }
  });

/** Makes something of each head. */
const heads =
  (change: (head: RepositoryHead | Error) => RepositoryHead | Error): Change =>
  source => ({
    getHeads: async options => (await source.getHeads(options)).map(change),
  });

/** Makes something of what is thrown while reading, and of heads that could not be read. */
const troubles =
  (change: (error: Error) => Error): Change =>
  source => ({
    ...heads(head => (head instanceof Error ? change(head) : head))(source),
    async *readCommits(request) {
      try {
        yield* source.readCommits(request);
      } catch (error) {
        throw error instanceof CommitSourceError ? change(error) : error;
      }
    },
  });

const kindIs = (kind: CommitSourceError['kind']) =>
  troubles(error => new CommitSourceError(kind, error.message));

const EXACT = 'reads each commit exactly as git has it';
const NEW = 'reads exactly what is new, with all that git has of it';
const REWRITE = 'tells what a rewritten history lost, before what it gained';
const UNKNOWN =
  'asks to read anew when a head is no longer known, before anything is sent';
const RESUME =
  'goes on with a whole history after any batch, with nothing twice and nothing lost';
const RESUME_NEW =
  'goes on with what is new after any batch, with nothing twice and nothing lost';
const RESUME_REWRITE =
  'goes on with a rewritten history after any batch, with nothing twice and nothing lost';
const HOSTILE =
  'refuses hostile URLs or leaves them alone, and throws nothing else';
const SPELLINGS = 'gives one URL to all spellings of a repository';
const SEVERAL =
  'finds the heads of several repositories in the order asked, and the trouble of one is only its own';
const MANY =
  'finds the heads of more repositories than a host answers for at once';
const LIFE = 'sees a repository begin, grow and become empty again';
const RENAMED =
  'finds a repository again that was renamed, and tells where it is now';
const GONE =
  'says of a repository that was removed that it is gone, and of no other';
const PRIVATE =
  'says of a repository that was made private that it may not be read, or is gone';
const WAITS =
  'waits for a host that is in trouble, and takes nothing away meanwhile';
const LIMIT = 'says until when a limit of the host holds the work back';
const NOT_BEGIN = 'does not begin what is stopped already';
const BETWEEN = 'stops between two batches';
const SILENT = 'stops at once while the host keeps silent';
const MAILMAP = 'maps authors by the .mailmap as git does';
const PLACE = 'knows where people can look at a commit';
const EVENT =
  'understands of an event which repository was pushed to, without asking the host';
const NO_EVENT = 'makes nothing of events that are none';

const NONE = new AbortController().signal;

const urlFlaws: Flaw[] = [
  {
    name: 'takes a spelling for another repository',
    change: () => ({ resolve: async url => ({ url }) }),
    shownBy: [
      SPELLINGS,
      HOSTILE,
      'leaves the URLs of strangers to other sources',
    ],
  },
  {
    name: 'gives all repositories one URL',
    change: source => ({
      resolve: async url => (await source.resolve(url)) && { url: 'same' },
    }),
    shownBy: [SPELLINGS],
  },
  {
    name: 'leaves a password in a URL',
    change: source => ({
      resolve: async url => {
        const [password] = /\/\/[^/]*@/.exec(url) ?? [];
        const resolved = await source.resolve(url);
        return resolved && password ? { url: password } : resolved;
      },
    }),
    shownBy: ['keeps credentials out of the URL of a repository'],
  },
  {
    name: 'throws something else at a hostile URL',
    change: source => ({
      resolve: async url =>
        URL.canParse(url)
          ? source.resolve(url)
          : Promise.reject(new TypeError()),
    }),
    shownBy: [HOSTILE],
  },
  {
    name: 'quietly mends a hostile URL',
    change: source => ({
      resolve: async url => source.resolve(url.trim().replace(/%0a$/i, '')),
    }),
    shownBy: [HOSTILE],
  },
  {
    name: 'asks the host about a URL',
    change: source => ({
      resolve: async url => {
        const resolved = await source.resolve(url);
        await source.host.find('project-0', NONE);
        return resolved;
      },
    }),
    shownBy: ['resolves URLs without asking the host'],
  },
];

const headFlaws: Flaw[] = [
  {
    name: 'answers in another order',
    change: source => ({
      getHeads: async options => (await source.getHeads(options)).reverse(),
    }),
    shownBy: [SEVERAL, MANY],
  },
  {
    name: 'lets the trouble of one repository be that of all',
    change: source => ({
      getHeads: async options => {
        const all = await source.getHeads(options);
        const trouble = all.find(head => head instanceof Error);
        return all.map(head => trouble ?? head);
      },
    }),
    shownBy: [SEVERAL],
  },
  {
    name: 'takes a missing repository for an empty one',
    change: heads(head => (head instanceof Error ? {} : head)),
    shownBy: [SEVERAL, GONE],
  },
  {
    name: 'answers for the first hundred only',
    change: source => ({
      getHeads: async options => (await source.getHeads(options)).slice(0, 100),
    }),
    shownBy: [MANY],
  },
  {
    name: 'asks for nothing with an error',
    change: source => ({
      getHeads: async options => {
        if (options.repositories.length === 0) {
          throw new Error('an empty query');
        }
        return source.getHeads(options);
      },
    }),
    shownBy: ['asks about no repositories without any trouble'],
  },
  {
    name: 'takes an empty repository for trouble',
    change: heads(head =>
      'sha' in head && !head.sha
        ? new CommitSourceError('broken', 'empty')
        : head,
    ),
    shownBy: [SEVERAL, LIFE],
  },
  {
    name: 'always counts the same branch',
    change: heads(head =>
      head instanceof Error ? head : { ...head, branch: 'main' },
    ),
    shownBy: ['follows the branch that counts when it is another one'],
  },
];

const readingFlaws: Flaw[] = [
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
    name: 'does not count parents',
    change: commits(commit => ({ ...commit, parents: 1 })),
    shownBy: [EXACT],
  },
  {
    name: 'takes two parents for the most',
    change: commits(commit => ({
      ...commit,
      parents: Math.min(2, commit.parents),
    })),
    shownBy: [EXACT],
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
    name: 'cuts a long subject',
    change: commits(commit => ({
      ...commit,
      subject: commit.subject.slice(0, 1000),
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
    shownBy: [
      'reads an old branch that is merged today',
      'is not misled by many commits that claim to be older than their parents',
    ],
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
    shownBy: [
      NEW,
      'reads an old branch that is merged today',
      'is not misled by many commits that claim to be older than their parents',
    ],
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

const resumingFlaws: Flaw[] = [
  {
    name: 'begins again where it is to go on',
    change: reading((request, source) =>
      source.readCommits({ ...request, cursor: undefined }),
    ),
    shownBy: [RESUME, RESUME_NEW, RESUME_REWRITE],
  },
  {
    name: 'goes on one commit too late',
    change: reading((request, source) =>
      source.readCommits({
        ...request,
        cursor: request.cursor && `${Number(request.cursor) + 1}`,
      }),
    ),
    shownBy: [RESUME, RESUME_NEW, RESUME_REWRITE],
  },
  {
    name: 'goes on one commit too early',
    change: reading((request, source) =>
      source.readCommits({
        ...request,
        cursor: request.cursor && `${Number(request.cursor) - 1}`,
      }),
    ),
    shownBy: [RESUME, RESUME_NEW, RESUME_REWRITE],
  },
  {
    name: 'forgets what was removed when it goes on',
    change: batches((batch, { cursor }) =>
      cursor === undefined ? batch : { ...batch, removed: [] },
    ),
    shownBy: [RESUME_REWRITE],
  },
  {
    name: 'sends all in one batch',
    change: source => ({
      readCommits: request =>
        new ReferenceSource(source.host).readCommits(request),
    }),
    shownBy: [RESUME],
  },
];

const stoppingFlaws: Flaw[] = [
  {
    name: 'ends quietly when it is stopped',
    change: source => ({
      getHeads: async options =>
        options.signal.aborted ? [] : source.getHeads(options),
      async *readCommits(request) {
        try {
          yield* source.readCommits(request);
        } catch (error) {
          if (!request.signal.aborted) {
            throw error;
          }
        }
      },
      mapAuthors: async options =>
        options.signal.aborted ? [] : source.mapAuthors(options),
    }),
    shownBy: [
      NOT_BEGIN,
      BETWEEN,
      SILENT,
      'does not begin to map authors when it is stopped already',
    ],
  },
  {
    name: 'hides the reason of being stopped',
    change: reading(async function* changed(request, source) {
      try {
        yield* source.readCommits(request);
      } catch (error) {
        throw new Error('aborted', { cause: error });
      }
    }),
    shownBy: [NOT_BEGIN, BETWEEN, SILENT],
  },
  {
    name: 'does not hear that it is to stop',
    change: source => ({
      getHeads: options => source.getHeads({ ...options, signal: NONE }),
      readCommits: request => source.readCommits({ ...request, signal: NONE }),
      mapAuthors: options => source.mapAuthors({ ...options, signal: NONE }),
    }),
    shownBy: [
      NOT_BEGIN,
      BETWEEN,
      SILENT,
      'does not begin to map authors when it is stopped already',
    ],
  },
];

const changeFlaws: Flaw[] = [
  {
    name: 'does not tell that a repository has moved',
    change: heads(head =>
      head instanceof Error ? head : { ...head, url: undefined },
    ),
    shownBy: [RENAMED],
  },
  {
    name: 'takes the name for the id',
    change: heads(head =>
      head instanceof Error ? head : { ...head, externalId: head.url },
    ),
    shownBy: [RENAMED],
  },
  {
    name: 'gives all repositories one id',
    change: heads(head =>
      head instanceof Error ? head : { ...head, externalId: '1' },
    ),
    shownBy: [SEVERAL],
  },
  {
    name: 'does not tell what is archived',
    change: heads(head =>
      head instanceof Error ? head : { ...head, archived: undefined },
    ),
    shownBy: ['tells which repository is archived, and reads it still'],
  },
  {
    name: 'takes a repository that was removed for trouble of the host',
    change: kindIs('try-later'),
    shownBy: [GONE, PRIVATE],
  },
  {
    name: 'takes trouble of the host for that of the repository',
    change: kindIs('broken'),
    shownBy: [WAITS, LIMIT],
  },
  {
    name: 'throws errors of its own',
    change: troubles(error => new Error(error.message)),
    shownBy: [PRIVATE, UNKNOWN, SEVERAL],
  },
  {
    name: 'shows its credential in an error',
    change: troubles(error =>
      Object.assign(error, { request: { token: ReferenceHost.secret } }),
    ),
    shownBy: [GONE, WAITS, LIMIT],
  },
  {
    name: 'does not tell until when it is held back',
    change: kindIs('rate-limited'),
    shownBy: [LIMIT],
  },
  {
    name: 'takes everything away from a host in trouble',
    change: reading(async function* changed(request, source) {
      try {
        yield* source.readCommits(request);
      } catch (error) {
        yield { added: [], removed: [request.to], cursor: '', requests: 1 };
      }
    }),
    shownBy: [GONE, WAITS],
  },
  {
    name: 'never tries a host again that was in trouble',
    change: source => {
      let lost: unknown;
      return {
        getHeads: async options => {
          if (lost) {
            throw lost;
          }
          const all = await source.getHeads(options);
          lost = all.find(head => head instanceof Error);
          return all;
        },
      };
    },
    shownBy: ['reads on once the host is out of trouble'],
  },
];

const otherFlaws: Flaw[] = [
  {
    name: 'looks for names in a mailmap letter by letter',
    change: source => ({
      mapAuthors: async options =>
        (await source.mapAuthors(options)).filter(
          ({ author }) => author.email === author.email.toLowerCase(),
        ),
    }),
    shownBy: [MAILMAP],
  },
  {
    name: 'names those too that a mailmap does not change',
    change: source => ({
      mapAuthors: async ({ authors }) =>
        authors.map(author => ({
          author,
          mapped: mapAuthorsByMailmap('', [author])[0]?.mapped ?? author,
        })),
    }),
    shownBy: [MAILMAP, 'tells by its id whether a .mailmap has changed'],
  },
  {
    name: 'takes every mailmap for the same',
    change: heads(head =>
      head instanceof Error || !head.mailmapId
        ? head
        : { ...head, mailmapId: '.mailmap' },
    ),
    shownBy: ['tells by its id whether a .mailmap has changed'],
  },
  {
    name: 'shows a commit at an address that is none',
    change: () => ({ getCommitUrl: ({ sha }) => `data:text/plain,${sha}` }),
    shownBy: [PLACE],
  },
  {
    name: 'shows its credential in the address of a commit',
    change: () => ({
      getCommitUrl: ({ sha }) => `https://${ReferenceHost.secret}@x/${sha}`,
    }),
    shownBy: [PLACE],
  },
  {
    name: 'takes an event for another repository',
    change: source => ({
      pushEvents: {
        topics: source.pushEvents.topics,
        findRepository: () => ({ url: source.host.urlOf('project-1') }),
      },
    }),
    shownBy: [EVENT, NO_EVENT],
  },
  {
    name: 'asks the host about an event',
    change: source => ({
      pushEvents: {
        topics: source.pushEvents.topics,
        findRepository: event => {
          source.host.requests++;
          return source.pushEvents.findRepository(event);
        },
      },
    }),
    shownBy: [EVENT],
  },
  {
    name: 'trips over an event that is none',
    change: source => ({
      pushEvents: {
        topics: source.pushEvents.topics,
        findRepository: event => {
          if (typeof event.payload !== 'string') {
            throw new TypeError('no text');
          }
          return source.pushEvents.findRepository(event);
        },
      },
    }),
    shownBy: [NO_EVENT],
  },
];

/** Every one of them, and all behaviours are there to tell at least one. */
export const FLAWS: Flaw[] = [
  ...urlFlaws,
  ...headFlaws,
  ...readingFlaws,
  ...resumingFlaws,
  ...stoppingFlaws,
  ...changeFlaws,
  ...otherFlaws,
];
