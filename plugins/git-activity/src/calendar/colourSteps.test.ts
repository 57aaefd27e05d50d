import { labelOfStep, quantileSteps, stepOf } from './colourSteps';

const plain = String;

describe('quantileSteps', () => {
  it('gives each step about as many days', () => {
    const counts = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantileSteps(counts)).toEqual([1, 21, 41, 61, 81]);
  });

  it('does not let one import of ten thousand commits wash out the year', () => {
    const counts = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantileSteps([...counts, 10_000]).at(-1)).toBeLessThan(100);
  });

  it('keeps equal counts in one step', () => {
    const steps = quantileSteps([1, 1, 1, 1, 1, 1, 2, 2, 2, 3]);
    expect(steps).toEqual([1, 2, 3]);
  });

  it('still tells an outlier from days that are all alike', () => {
    expect(quantileSteps([...Array(300).fill(1), 10_000])).toEqual([1, 10_000]);
  });

  it('uses every step it has for as many distinct counts, however common the first', () => {
    expect(quantileSteps([...Array(300).fill(1), 2, 3, 4, 5])).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('ignores days without commits', () => {
    expect(quantileSteps([0, 0, 4, 0])).toEqual([4]);
    expect(quantileSteps([0, 0])).toEqual([]);
  });
});

describe('stepOf', () => {
  it('finds the step whose lowest count is reached', () => {
    const steps = [1, 3, 9];
    expect([0, 1, 2, 3, 8, 9, 10_000].map(n => stepOf(n, steps))).toEqual([
      -1, 0, 0, 1, 1, 2, 2,
    ]);
  });
});

describe('labelOfStep', () => {
  it('says the counts that a step holds', () => {
    const steps = [1, 2, 5];
    expect([0, 1, 2].map(step => labelOfStep(step, steps, plain))).toEqual([
      '1',
      '2–4',
      '5+',
    ]);
  });
});
