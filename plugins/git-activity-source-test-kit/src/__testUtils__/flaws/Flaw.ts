import {
  CommitBatch,
  CommitSourceError,
  ReadCommitsRequest,
  RepositoryHead,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { Change } from '../referenceHarness';
import { Mistake, ReferenceSource } from '../ReferenceSource';

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

export const reading =
  (read: Reading): Change =>
  source => ({ readCommits: request => read(request, source) });

/** Lets the source itself make a mistake while it reads. */
export const mistaken = (mistake: Mistake): Change =>
  reading((request, { host, options }) =>
    new ReferenceSource(host, { ...options, mistake }).readCommits(request),
  );

/** Makes something of each commit. */
export const commits = (
  change: (commit: SourceCommit) => SourceCommit,
): Change =>
  reading(async function* changed(request, source) {
    for await (const batch of source.readCommits(request)) {
      yield { ...batch, added: batch.added.map(change) };
    }
  });

/** Makes something of each batch. */
export const batches = (
  change: (batch: CommitBatch, request: ReadCommitsRequest) => CommitBatch,
): Change =>
  reading(async function* changed(request, source) {
    for await (const batch of source.readCommits(request)) {
      yield change(batch, request);
    }
  });

/** Makes something of each head. */
export const heads =
  (change: (head: RepositoryHead | Error) => RepositoryHead | Error): Change =>
  source => ({
    getHeads: async options => (await source.getHeads(options)).map(change),
  });

/** Makes something of what is thrown while reading, and of heads that could not be read. */
export const troubles =
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

export const kindIs = (kind: CommitSourceError['kind']) =>
  troubles(error => new CommitSourceError(kind, error.message));

/** Nobody stops anything. */
export const NONE = new AbortController().signal;
