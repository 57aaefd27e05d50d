import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { Knex } from 'knex';
import {
  expectConsistentLedger,
  readCoAuthors,
  readCommits,
} from './__testUtils__/ledgerState';
import { HOSTED, startHosts } from './__testUtils__/remoteHosts';
import { startRemotePortal } from './__testUtils__/remotePortal';

jest.setTimeout(240_000);

const FIRST_AT = 1_700_000_000;
const OFFSETS = ['+0000', '+0530', '-0330', '+1300', '-0800'];
/** More than a page of any host's API. */
const COMMITS = 230;
const PEOPLE = [
  { name: 'Ada Lovelace', email: 'ada@example.com' },
  { name: 'Zoë Ünsal', email: 'zoe@example.com' },
  { name: 'old name', email: 'OLD@example.com' },
  { name: 'renovate[bot]', email: 'renovate@example.com' },
];
const MAILMAP = 'Ada Lovelace <ada@example.com> <old@example.com>\n';

describe('one history behind several hosts', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  const directory = createMockDirectory();

  /** A branch that was written long ago comes in today. */
  const mergeOldBranch = async (repository: TestRepository, name: string) => {
    const [, , , base] = (
      await repository.git('rev-list', '--first-parent', '--reverse', 'main')
    ).split('\n');
    await repository.commit(
      { branch: name, parents: [base], authoredAt: FIRST_AT - 900_000 },
      { branch: name, authoredAt: FIRST_AT - 800_000, utcOffset: '+0100' },
    );
    await repository.commit({
      parents: ['main', name],
      authoredAt: FIRST_AT + COMMITS * 5_000,
    });
  };

  const createHistory = async () => {
    const repository = await TestRepository.create({
      dir: directory.resolve(HOSTED),
    });
    await repository.commit(
      ...Array.from({ length: COMMITS }, (_, index) => ({
        author: PEOPLE[index % PEOPLE.length],
        authoredAt: FIRST_AT + index * 5_000,
        utcOffset: OFFSETS[index % OFFSETS.length],
        committedAt: FIRST_AT + index * 5_000 + 60,
        message: [
          `Änderung ${index}`,
          ...(index % 7 === 0
            ? ['', 'Why.', '', 'CO-AUTHORED-BY: Zoë Ünsal <zoe@example.com>']
            : []),
        ].join('\n'),
        files: index === 0 ? { '.mailmap': MAILMAP } : undefined,
        ...(index % 20 === 10 && { label: `base ${index}` }),
      })),
    );
    await mergeOldBranch(repository, 'first');
    return repository;
  };

  /** All that the ledger holds of each repository, but for what tells them apart. */
  const readLedgers = async (knex: Knex) => {
    const names = new Map<string, string>(
      (
        await knex('repository_entities as e')
          .join('repositories as r', 'r.id', 'e.repository_id')
          .select('r.url', 'e.entity_ref')
      ).map(row => [row.url, row.entity_ref]),
    );
    const ledgers: Record<string, unknown[]> = {};
    const coAuthors = await readCoAuthors(knex);
    for (const { url, ...row } of await readCommits(knex)) {
      const name = names.get(String(url)) ?? 'nobody’s';
      (ledgers[name] ??= []).push({
        ...row,
        coAuthors: coAuthors.filter(({ sha }) => sha === row.sha),
      });
    }
    return ledgers;
  };

  const expectTheSameEverywhere = async (
    knex: Knex,
    repository: TestRepository,
  ) => {
    const ledgers = await readLedgers(knex);
    const ways = Object.keys(ledgers);
    expect(ways).toHaveLength(6);
    for (const way of ways) {
      expect({ way, rows: ledgers[way] }).toEqual({
        way,
        rows: ledgers['component:default/local'],
      });
    }
    await expectConsistentLedger(knex);
    const told = await repository.git(
      'log',
      '--no-mailmap',
      '--format=%H %at %ct %ae',
    );
    const stored = (await readCommits(knex)).filter(({ url }) =>
      String(url).startsWith('file:'),
    );
    expect(
      stored
        .map(row =>
          [row.sha, row.authored_at, row.committed_at, row.author_email].join(
            ' ',
          ),
        )
        .sort(),
    ).toEqual(told.split('\n').sort());
  };

  it.each(databases.eachSupportedId())(
    'is one ledger, commit by commit, however it is read: at first, after a merge of old work and after a rewrite, %p',
    async databaseId => {
      directory.clear();
      const knex = await databases.init(databaseId);
      const repository = await createHistory();
      const hosts = await startHosts({ repository, directory });
      const portal = await startRemotePortal({ knex, ...hosts });
      const untilSynced = async () => {
        const head = await repository.git('rev-parse', 'main');
        return portal.until(item => item.head === head && !item.error);
      };

      const sources = (await untilSynced()).map(({ source }) => source).sort();
      expect(sources).toEqual([
        'git',
        'git',
        'github',
        'github',
        'gitlab',
        'gitlab',
      ]);
      await expectTheSameEverywhere(knex, repository);
      expect(hosts.github.requests.some(({ kind }) => kind === 'git')).toBe(
        false,
      );

      await mergeOldBranch(repository, 'second');
      await portal.syncAll();
      await untilSynced();
      await expectTheSameEverywhere(knex, repository);

      await repository.commit(
        { parents: ['main~3'], message: 'Instead of the last three' },
        {},
      );
      await portal.syncAll();
      await untilSynced();
      await expectTheSameEverywhere(knex, repository);

      await portal.stop();
      await hosts.stop();
    },
  );
});
