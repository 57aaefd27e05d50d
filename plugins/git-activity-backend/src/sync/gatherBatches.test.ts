import { CommitBatch, SourceCommit } from 'backstage-plugin-git-activity-node';
import { setTimeout as sleep } from 'timers/promises';
import { Courtesy } from '../database/Courtesy';
import { gatherBatches } from './gatherBatches';

function batchOf(number: number, size = 1): CommitBatch {
  return {
    added: Array.from(
      { length: size },
      (): SourceCommit => ({
        sha: `${number}`,
        parents: [],
        author: { name: '', email: '' },
        coAuthors: [],
        subject: '',
      }),
    ),
    removed: [],
    cursor: `after ${number}`,
    requests: 1,
  };
}

async function collect(batches: AsyncIterable<CommitBatch>) {
  const collected: CommitBatch[] = [];
  for await (const batch of batches) {
    collected.push(batch);
  }
  return collected;
}

describe('gatherBatches', () => {
  it('joins what comes at once, removed and added, with the last place', async () => {
    async function* batches() {
      yield { ...batchOf(0, 0), removed: ['x'] };
      yield { ...batchOf(1), removed: ['y'] };
      yield batchOf(2, 3);
    }
    const [joined, ...others] = await collect(gatherBatches(batches()));
    expect(others).toEqual([]);
    expect(joined).toMatchObject({
      removed: ['x', 'y'],
      cursor: 'after 2',
      requests: 3,
    });
    expect(joined.added.map(commit => commit.sha)).toEqual([
      '1',
      '2',
      '2',
      '2',
    ]);
  });

  it('joins nothing while somebody waits for an answer', async () => {
    async function* batches() {
      yield batchOf(0, 2);
      yield batchOf(1, 2);
    }
    const courtesy = new Courtesy();
    courtesy.arrive();
    const collected = await collect(gatherBatches(batches(), courtesy));
    expect(collected.map(batch => batch.added.length)).toEqual([2, 2]);
  });

  it('hands over in good time, however much comes', async () => {
    async function* batches() {
      for (let number = 0; number < 10; number++) {
        yield batchOf(number, 3000);
      }
    }
    const sizes = (await collect(gatherBatches(batches()))).map(
      batch => batch.added.length,
    );
    expect(sizes).toEqual([9000, 9000, 9000, 3000]);
  });

  it('takes what is unusually large in smaller parts, and nothing beyond what a commit may carry', async () => {
    const names = Array.from({ length: 150 }, (_, index) => ({
      name: `P${index}`,
      email: 'x'.repeat(5_000_000),
    }));
    async function* batches() {
      for (let number = 0; number < 20; number++) {
        const batch = batchOf(number, 10);
        batch.added.forEach(commit => {
          commit.coAuthors = names;
          commit.subject = 'y'.repeat(5_000_000);
        });
        yield batch;
      }
    }
    const collected = await collect(gatherBatches(batches()));
    // A hundred co-authors and a little more each
    expect(collected.map(batch => batch.added.length)).toEqual([80, 80, 40]);
    for (const { subject, coAuthors, coAuthorsCut } of collected[0].added) {
      expect([subject.length, coAuthors.length, coAuthorsCut]).toEqual([
        1_000, 100, 50,
      ]);
      expect(coAuthors[99].email).toHaveLength(320);
    }
  });

  it('does not wait for a slow host', async () => {
    async function* batches() {
      yield batchOf(1);
      await sleep(400);
      yield batchOf(2);
    }
    const collected = await collect(gatherBatches(batches()));
    expect(collected.map(batch => batch.cursor)).toEqual([
      'after 1',
      'after 2',
    ]);
  });

  it('reads one batch ahead of those that are being written, and no more', async () => {
    let made = 0;
    async function* batches() {
      for (let number = 0; number < 5; number++) {
        made++;
        yield batchOf(number, 8000);
      }
    }
    let written = 0;
    for await (const batch of gatherBatches(batches())) {
      expect(batch.added).toHaveLength(8000);
      await sleep(10);
      expect(made).toBe(Math.min(++written + 1, 5));
    }
  });

  it('passes an error on after what came before it', async () => {
    async function* batches() {
      yield batchOf(1);
      yield batchOf(2);
      throw new Error('broken');
    }
    const collected: string[] = [];
    await expect(async () => {
      for await (const batch of gatherBatches(batches())) {
        collected.push(batch.cursor);
      }
    }).rejects.toThrow('broken');
    expect(collected).toEqual(['after 2']);
  });

  it('closes the source when the loop ends early, whatever that still does', async () => {
    let closed = false;
    async function* batches() {
      try {
        yield batchOf(1, 8000);
        yield batchOf(2, 8000);
        throw new Error('of no interest');
      } finally {
        closed = true;
      }
    }
    for await (const batch of gatherBatches(batches())) {
      expect(batch.cursor).toBe('after 1');
      break;
    }
    expect(closed).toBe(true);
  });

  it('has nothing to hand over if there is nothing', async () => {
    async function* batches() {}
    await expect(collect(gatherBatches(batches()))).resolves.toEqual([]);
  });
});
