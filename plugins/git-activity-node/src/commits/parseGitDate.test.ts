import { createMockDirectory } from '@backstage/backend-test-utils';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { parseGitDate } from './parseGitDate';

jest.setTimeout(60_000);

const MOMENTS = [
  100_000, 951_782_399, 951_782_400, 1_700_000_000, 1_709_210_096,
  4_733_510_400, 253_402_300_799, 253_402_300_800, 1_000_000_000_000,
];

const OFFSETS: Array<[string, number]> = [
  ['+0000', 0],
  ['-0000', 0],
  ['+0530', 330],
  ['-0330', -210],
  ['+1400', 840],
  ['-1200', -720],
  ['+0001', 1],
  ['-0059', -59],
];

describe('parseGitDate', () => {
  const directory = createMockDirectory();

  it('reads what git writes', async () => {
    const written = MOMENTS.flatMap(seconds =>
      OFFSETS.map(([text, utcOffset]) => ({ seconds, text, utcOffset })),
    );
    const repository = await TestRepository.create({
      dir: directory.resolve('repository'),
      bare: true,
    });
    await repository.commitMany(
      written.map(({ seconds, text }) => ({
        authoredAt: seconds,
        utcOffset: text,
      })),
    );
    const output = await repository.git(
      'log',
      '--topo-order',
      '--reverse',
      '--format=%aI',
    );

    expect(output.split('\n').map(parseGitDate)).toEqual(
      written.map(({ seconds, utcOffset }) => ({ seconds, utcOffset })),
    );
  });

  it.each([
    ['2023-11-14T22:13:20Z', 1_700_000_000, 0],
    ['2023-11-14T22:13:20.999Z', 1_700_000_000, 0],
    ['2023-11-15T03:43:20.000+05:30', 1_700_000_000, 330],
    ['2023-11-14T22:13:20-00:00', 1_700_000_000, 0],
    ['2023-11-14T18:43:20-0330', 1_700_000_000, -210],
    ['2023-11-15T00:13:20+02', 1_700_000_000, 120],
    ['2023-12-06T12:13:20+518:00', 1_700_000_000, 518 * 60],
    ['2023-12-06T12:13:20+51800', 1_700_000_000, 518 * 60],
    ['+10000-01-01T00:00:00Z', 253_402_300_800, 0],
    ['1969-12-31T20:30:00-03:30', 0, -210],
  ])('reads %s', (text, seconds, utcOffset) => {
    expect(parseGitDate(text)).toEqual({ seconds, utcOffset });
  });

  it.each([
    '',
    'tomorrow',
    '1700000000',
    '2023-11-14',
    '2023-11-14T22:13:20',
    '2023-11-14T22:13Z',
    '2023-02-29T00:00:00Z',
    '2023-13-01T00:00:00Z',
    '2023-11-14T24:00:00Z',
    '2023-11-14T23:60:00Z',
    '2023-11-14T23:59:60Z',
    '0000-00-00T00:00:00Z',
    '0099-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00+00:01',
    '-000001-01-01T00:00:00Z',
    '999999-01-01T00:00:00Z',
    '584554051223-11-09T07:00:16Z',
    '2023-11-14T22:13:20+05:30 ',
    '2023-11-14T22:13:20+',
    '2023-11-14T22:13:20.1234567890Z',
  ])('finds no date of git in %j', text => {
    expect(parseGitDate(text)).toEqual({});
  });
});
