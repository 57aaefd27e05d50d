import { chooseScale, labelOfStep, stepOf } from './colourScale';

const days = (counts: number[]) => counts.map(commits => ({ commits }));
/** A hundred days: 94 with one commit, and six with others. */
const mostlyOne = (busy: number, busiest: number = busy) =>
  days([...Array(94).fill(1), busy, ...Array(5).fill(busiest)]);

describe('the scale of a subject', () => {
  it.each([
    [5, [1, 2, 3, 4, 5]],
    [6, [1, 2, 5, 10, 20]],
    [20, [1, 2, 5, 10, 20]],
    [21, [1, 5, 15, 30, 60]],
    [60, [1, 5, 15, 30, 60]],
    [200, [1, 20, 50, 100, 200]],
    [201, [1, 100, 250, 500, 1000]],
    [9_000, [1, 1000, 2500, 5000, 10_000]],
    [90_000, [1, 1000, 2500, 5000, 10_000]],
  ])('whose busy days have %i commits', (busy, scale) => {
    expect(chooseScale(mostlyOne(busy))).toEqual(scale);
  });

  it('is not that of its five busiest days in a hundred', () => {
    expect(chooseScale(mostlyOne(5, 10_000))).toEqual([1, 2, 3, 4, 5]);
  });

  it('does not depend on days without commits', () => {
    const busy = mostlyOne(50);
    expect(chooseScale([...busy, ...days(Array(900).fill(0))])).toEqual(
      chooseScale(busy),
    );
  });

  it('of nothing is the finest', () => {
    expect(chooseScale([])).toEqual([1, 2, 3, 4, 5]);
  });
});

it('finds the step whose lowest count is reached', () => {
  const scale = [1, 3, 9];
  expect([0, 1, 2, 3, 8, 9, 10_000].map(n => stepOf(n, scale))).toEqual([
    -1, 0, 0, 1, 1, 2, 2,
  ]);
});

it('says the counts that a step holds', () => {
  const scale = [1, 2, 5];
  expect([0, 1, 2].map(step => labelOfStep(step, scale, String))).toEqual([
    '1',
    '2–4',
    '5+',
  ]);
});
