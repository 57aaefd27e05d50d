import { prefetch } from './prefetch';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}

describe('prefetch', () => {
  it('hands over everything in order', async () => {
    async function* items() {
      yield* [1, 2, 3];
    }
    await expect(collect(prefetch(items()))).resolves.toEqual([1, 2, 3]);
  });

  it('reads one item ahead of the one that is worked on, and no more', async () => {
    const made: number[] = [];
    async function* items() {
      for (let index = 1; index <= 5; index++) {
        made.push(index);
        yield index;
      }
    }
    for await (const item of prefetch(items())) {
      await new Promise(resolve => setImmediate(resolve));
      expect(made.length).toBe(Math.min(item + 1, 5));
    }
  });

  it('passes an error on after what came before it', async () => {
    async function* items() {
      yield 1;
      throw new Error('broken');
    }
    const collected: number[] = [];
    await expect(async () => {
      for await (const item of prefetch(items())) {
        collected.push(item);
      }
    }).rejects.toThrow('broken');
    expect(collected).toEqual([1]);
  });

  it('closes the source when the loop ends early, whatever that still does', async () => {
    let closed = false;
    async function* items() {
      try {
        yield 1;
        yield 2;
        throw new Error('of no interest');
      } finally {
        closed = true;
      }
    }
    for await (const item of prefetch(items())) {
      expect(item).toBe(1);
      break;
    }
    expect(closed).toBe(true);
  });
});
