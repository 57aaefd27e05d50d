import { setImmediate } from 'node:timers/promises';
import { Turns } from './Turns';

/** Keeps the process busy. */
function spin(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

describe('Turns', () => {
  it('does all of the work, in order', async () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    expect(await new Turns().map(numbers, number => number * 2)).toEqual(
      numbers.map(number => number * 2),
    );
  });

  it.each([0, 1, 999, 1_000, 1_001, 12_345])(
    'sorts %d things as they are sorted at once',
    async count => {
      // Each number is there several times, so that one sees whether what is equal stays in order.
      const things = Array.from({ length: count }, (_, index) => ({
        number: (index * 7_919) % 1_009,
        index,
      }));
      const compare = (a: { number: number }, b: { number: number }) =>
        a.number - b.number;
      expect(await new Turns().sort(things, compare)).toEqual(
        [...things].sort(compare),
      );
    },
  );

  it('lets others have their turn many times while there is much to do, and not once while there is little', async () => {
    const countTurnsOfOthers = async (work: Promise<unknown>) => {
      let turns = 0;
      let isDone = false;
      const others = (async () => {
        for (; !isDone; turns++) await setImmediate();
      })();
      await work;
      isDone = true;
      await others;
      return turns;
    };
    const much = new Turns().forEach(Array(10 * 128).fill(0), () => spin(0.2));
    expect(await countTurnsOfOthers(much)).toBeGreaterThan(5);
    const pieces = async () => {
      for (let piece = 0; piece < 100; piece++) {
        const turns = new Turns();
        spin(2);
        await turns.take();
      }
    };
    expect(await countTurnsOfOthers(pieces())).toBeGreaterThan(50);
    const little = new Turns().forEach([1, 2, 3], () => {});
    expect(await countTurnsOfOthers(little)).toBeLessThan(3);
  });
});
