import {
  CommitBatch,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { GitlabClient, ProjectId } from '../api/GitlabClient';
import { isObjectName } from '../objectNames';
import { listPages } from './listPages';
import { formatCursor, parseCursor, Place } from './place';
import { toSourceCommit } from './toSourceCommit';

interface Reading {
  client: GitlabClient;
  id: ProjectId;
  from?: string;
  to: string;
  pageSize: number;
}

/** Counts what each batch cost, the questions before the first included. */
class BatchMaker {
  readonly #client: GitlabClient;
  #counted = 0;

  constructor(client: GitlabClient) {
    this.#client = client;
  }

  make(
    place: Place,
    content: Partial<Pick<CommitBatch, 'added' | 'removed'>>,
  ): CommitBatch {
    const requests = this.#client.requests - this.#counted;
    this.#counted += requests;
    const cursor = formatCursor(place);
    return { added: [], removed: [], ...content, cursor, requests };
  }
}

/** See `CommitSource.readCommits`. */
export async function* readCommits(
  options: Reading & { cursor?: string },
): AsyncGenerator<CommitBatch, void> {
  const { cursor, ...reading } = options;
  const { from, to } = reading;
  [to, from ?? to].forEach(assertObjectName);
  const plan = cursor === undefined ? await makePlan(reading) : resume(cursor);
  const batches = new BatchMaker(reading.client);
  if (from !== undefined && plan.place.part === 'removed') {
    yield* readRemoved({ reading, plan, batches });
  }
  if (!plan.nothingAdded) {
    yield* readAdded({ reading, plan, batches });
  }
}

/** What there is to do, and from where on. */
interface Plan {
  place: Place;
  /** Whether it was made sure just now that GitLab knows both heads: it lists nothing for what it does not know. */
  headsKnown: boolean;
  nothingAdded?: boolean;
}

function resume(cursor: string): Plan {
  return { place: parseCursor(cursor), headsKnown: false };
}

/** A history was rewritten if the old head is no ancestor of the new one. */
async function makePlan(reading: Reading): Promise<Plan> {
  const { client, id, from, to } = reading;
  if (from === undefined) {
    return { place: { part: 'added', sent: 0 }, headsKnown: false };
  }
  const base = await client.findMergeBase(id, [from, to]);
  if (base === 'unknown') {
    throw headUnknown();
  }
  return {
    place: { part: base === from ? 'added' : 'removed', sent: 0 },
    headsKnown: true,
    nothingAdded: base === to,
  };
}

interface Part {
  reading: Reading;
  plan: Plan;
  batches: BatchMaker;
}

async function* readRemoved({
  reading,
  plan,
  batches,
}: Part): AsyncGenerator<CommitBatch, void> {
  const { from, to, ...listing } = reading;
  const skip = plan.place.part === 'removed' ? plan.place.sent : 0;
  const revision = `${to}..${from}`;
  let sent = skip;
  for await (const commits of listPages({ ...listing, revision, skip })) {
    sent += commits.length;
    const removed = commits.map(commit => toSourceCommit(commit).sha);
    yield batches.make({ part: 'removed', sent }, { removed });
  }
  if (sent === skip && !plan.headsKnown) {
    await assertHeadsKnown(reading);
    plan.headsKnown = true;
  }
}

async function* readAdded({
  reading,
  plan,
  batches,
}: Part): AsyncGenerator<CommitBatch, void> {
  const { from, to, ...listing } = reading;
  const skip = plan.place.part === 'added' ? plan.place.sent : 0;
  const revision = from === undefined ? to : `${from}..${to}`;
  let sent = skip;
  for await (const commits of listPages({ ...listing, revision, skip })) {
    sent += commits.length;
    const added = commits.map(toSourceCommit);
    yield batches.make({ part: 'added', sent }, { added });
  }
  if (sent === skip && !plan.headsKnown) {
    await assertHeadsKnown(reading);
  }
}

function assertObjectName(sha: string): void {
  if (!isObjectName(sha)) {
    throw headUnknown();
  }
}

async function assertHeadsKnown(reading: Reading): Promise<void> {
  const { client, id, from, to } = reading;
  const known =
    from === undefined
      ? await client.hasCommit(id, to)
      : (await client.findMergeBase(id, [from, to])) !== 'unknown';
  if (!known) {
    throw headUnknown();
  }
}

function headUnknown(): CommitSourceError {
  return new CommitSourceError(
    'head-unknown',
    'GitLab no longer has a commit that was read before; the history was rewritten and cleaned up.',
  );
}
