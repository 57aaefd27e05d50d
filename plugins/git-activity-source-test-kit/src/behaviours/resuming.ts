import assert from 'node:assert/strict';
import { Behaviour } from './Behaviour';
import { assertSameShas, expectedShas } from './expected';
import { rowOfCommits } from './histories';
import { Published, Reading, Stage } from './Stage';

/** For a source that makes pages as small as asked for. */
const FEW = 11;
/** For a source that does not: enough for three batches of two thousand. */
const MANY = 4_500;

/** Fewer would hardly show that one can go on anywhere. */
const MIN_BATCHES = 3;
/** Going on after each of many batches would take too long. */
const MAX_RESUMES = 8;

interface Range {
  from?: string;
  to: string;
}

/** Adds commits until there are enough for several batches. */
async function pushRow(
  stage: Stage,
  { repository }: Published,
  first?: { parents: string[] },
): Promise<string> {
  const length = stage.harness.sourceWithPagesOf ? FEW : MANY;
  await repository.commitMany(rowOfCommits(length, first));
  await stage.harness.update?.(repository);
  return repository.git('rev-parse', 'main');
}

/** Reads, and makes sure that what came is right and came in batches. */
async function readInBatches(
  stage: Stage,
  published: Published,
  range: Range,
): Promise<Reading> {
  const { repository } = published;
  const { from, to } = range;
  const source = stage.restartedSource();
  const reading = await stage.read(published, range, source);

  assert(
    reading.batches.length >= MIN_BATCHES,
    `there were only ${reading.batches.length} batches, too few to go on after; give the harness sourceWithPagesOf`,
  );
  assertSameShas(
    reading.added.map(({ sha }) => sha),
    await expectedShas(repository, to, from),
    'every commit that is new, once',
  );
  assertSameShas(
    reading.removed,
    from === undefined ? [] : await expectedShas(repository, from, to),
    'every commit that is gone, once',
  );
  return reading;
}

/** Which batches to go on after: all, or some that are spread over them, the last one among them. */
export function placesToResume(batches: number): number[] {
  const places = Math.min(batches, MAX_RESUMES);
  return Array.from(
    { length: places },
    (_, index) => Math.ceil(((index + 1) * batches) / places) - 1,
  );
}

/** Makes sure that after a batch exactly that comes which came after it the first time. */
async function assertResumes(
  stage: Stage,
  published: Published,
  options: Range & { reading: Reading },
): Promise<void> {
  const { reading, ...range } = options;
  const { batches } = reading;
  for (const place of placesToResume(batches.length)) {
    const { cursor } = batches[place];
    const later = batches.slice(place + 1);
    const rest = await stage.read(
      published,
      { ...range, cursor },
      stage.restartedSource(),
    );

    const after = `after batch ${place + 1} of ${batches.length}`;
    assert.deepEqual(
      rest.removed,
      later.flatMap(({ removed }) => removed),
      `exactly the rest of what is gone ${after}`,
    );
    assert.deepEqual(
      rest.added.map(({ sha }) => sha),
      later.flatMap(({ added }) => added.map(({ sha }) => sha)),
      `exactly the rest of what is new ${after}`,
    );
  }
}

export const resumingBehaviours: Behaviour[] = [
  {
    name: 'goes on with a whole history after any batch, with nothing twice and nothing lost',
    async run(stage) {
      const published = await stage.publish({});
      const to = await pushRow(stage, published);

      const reading = await readInBatches(stage, published, { to });

      assert.deepEqual(
        reading.added.map(({ sha }) => sha),
        await expectedShas(published.repository, to),
        'newest first over all batches',
      );
      await assertResumes(stage, published, { to, reading });
    },
  },
  {
    name: 'goes on with what is new after any batch, with nothing twice and nothing lost',
    async run(stage) {
      const published = await stage.publish({});
      const [from] = published.shas;
      const to = await pushRow(stage, published);

      const reading = await readInBatches(stage, published, { from, to });

      await assertResumes(stage, published, { from, to, reading });
    },
  },
  {
    name: 'goes on with a rewritten history after any batch, with nothing twice and nothing lost',
    async run(stage) {
      const published = await stage.publish({});
      const [base] = published.shas;
      const from = await pushRow(stage, published);
      const to = await pushRow(stage, published, { parents: [base] });
      assert.notEqual(to, from);

      const reading = await readInBatches(stage, published, { from, to });

      await assertResumes(stage, published, { from, to, reading });
    },
  },
  {
    name: 'goes on at the same place although the branch has moved on meanwhile',
    async run(stage) {
      const published = await stage.publish({});
      const to = await pushRow(stage, published);
      const reading = await readInBatches(stage, published, { to });

      await stage.push(published, {}, {}, {}, {});

      await assertResumes(stage, published, { to, reading });
    },
  },
];
