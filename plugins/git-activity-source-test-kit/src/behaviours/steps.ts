import assert from 'node:assert/strict';
import { assertSameShas, expectedShas } from './expected';
import { Published, Reading, Stage } from './Stage';

/** From one head to another. */
export interface Step {
  from: string;
  to: string;
}

/** What must come of a step from one head to another: what git itself says. */
export async function assertStep(
  stage: Stage,
  published: Published,
  step: Step,
): Promise<void> {
  const { repository } = published;
  const { from, to } = step;
  const reading = await stage.read(published, step);

  assertSameShas(
    reading.added.map(({ sha }) => sha),
    await expectedShas(repository, to, from),
    'added is what can be reached from the new head and not from the old one',
  );
  await assertRemoved(published, step, reading);
}

/**
 * What must come of a step where commits claim to be older than their parents: what the old head reaches, too, does no harm among what
 * is added.
 */
export async function assertSkewedStep(
  stage: Stage,
  published: Published,
  step: Step,
): Promise<void> {
  const { repository } = published;
  const { from, to } = step;
  const source = stage.restartedSource();
  const reading = await stage.read(published, step, source);

  const added = reading.added.map(({ sha }) => sha);
  const sent = new Set(added);
  const present = new Set(await expectedShas(repository, to));
  const unread = await expectedShas(repository, to, from);
  assertSameShas(
    unread.filter(sha => !sent.has(sha)),
    [],
    'added leaves out nothing that the old head does not reach',
  );
  assertSameShas(
    added.filter(sha => !present.has(sha)),
    [],
    'added holds nothing that the new head does not reach',
  );
  assert.equal(added.length, sent.size, 'added holds each commit once');
  await assertRemoved(published, step, reading);
}

/** A step that takes commits away: a source may ask to read everything anew instead, which then has to be right. */
export async function assertStepOrAnew(
  stage: Stage,
  published: Published,
  options: Step & { take: typeof assertStep },
): Promise<void> {
  const { take, ...step } = options;
  try {
    await take(stage, published, step);
  } catch (error) {
    if (error instanceof assert.AssertionError) {
      throw error;
    }
    stage.assertTrouble(error, 'head-unknown');
  }
  const { to } = step;
  const anew = await stage.read(published, { to }, stage.restartedSource());
  assertSameShas(
    anew.added.map(({ sha }) => sha),
    await expectedShas(published.repository, to),
    'read anew, every commit once and no other',
  );
}

async function assertRemoved(
  { repository }: Published,
  { from, to }: Step,
  { batches, removed }: Reading,
): Promise<void> {
  assertSameShas(
    removed,
    await expectedShas(repository, from, to),
    'removed is what can be reached from the old head and not from the new one',
  );
  const firstAdding = batches.findIndex(batch => batch.added.length > 0);
  const lastRemoving = batches.findLastIndex(batch => batch.removed.length > 0);
  assert(
    firstAdding === -1 || lastRemoving <= firstAdding,
    'what is removed comes before what is added',
  );
}
