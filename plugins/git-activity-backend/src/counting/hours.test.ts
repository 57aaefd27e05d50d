import { HourParts } from './hours';

const DAY = 20_000;
const parts = (sets: Array<{ id: number; byDay: number[] }>) => {
  const divided = new HourParts({ firstDay: DAY, lastDay: DAY + 2 });
  sets.forEach(({ id, byDay }) =>
    divided.add(
      { id, version: 0, folders: false, repositoryId: id },
      Int32Array.from(byDay),
    ),
  );
  return divided.all.map(({ sets: some, from, to }) => [
    some.map(set => set.id),
    from,
    to,
  ]);
};

describe('what is read at once', () => {
  it('is as many sets as have no more than twenty thousand commits', () => {
    expect(
      parts([
        { id: 1, byDay: [9_000, 0, 1_000] },
        { id: 2, byDay: [0, 10_000, 0] },
        { id: 3, byDay: [1, 0, 0] },
      ]),
    ).toEqual([
      [[1, 2], '2024-10-04', '2024-10-06'],
      [[3], '2024-10-04', '2024-10-06'],
    ]);
  });

  it('is some days of a set that has more', () => {
    expect(
      parts([
        { id: 1, byDay: [12_000, 12_000, 8_000] },
        { id: 2, byDay: [1, 1, 1] },
      ]),
    ).toEqual([
      [[1], '2024-10-04', '2024-10-04'],
      [[1], '2024-10-05', '2024-10-06'],
      [[2], '2024-10-04', '2024-10-06'],
    ]);
  });

  it('is one day at least, however much it has', () => {
    expect(parts([{ id: 1, byDay: [0, 90_000, 5] }])).toEqual([
      [[1], '2024-10-04', '2024-10-05'],
      [[1], '2024-10-06', '2024-10-06'],
    ]);
  });
});
