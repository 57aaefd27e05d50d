import { TestDatabases } from '@backstage/backend-test-utils';
import {
  gitActivityCommitReadPermission,
  gitActivityRepositoryReadPermission,
} from 'backstage-plugin-git-activity-common';
import { SourceCommit } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { MemorySource } from '../__testUtils__/MemorySource';
import { createLedger } from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';
import {
  recordFolder,
  recordRepository,
  recordUsersOf,
  syncNow,
} from '../__testUtils__/syncNow';
import { forgetRemoved } from '../ledger/removed';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const INSIDER = 'user:default/insider';
const OUTSIDER = 'user:default/outsider';
const MARCH = 'from=2026-03-01&to=2026-03-31';
const DAY_MS = 24 * 60 * 60_000;

/** A SHA that begins with some digits. */
const shaOf = (digits: string) => digits.padEnd(40, '0');
const urlOf = (name: string) => `https://git.example.com/team/${name}`;
const componentOf = (name: string) => `component:default/${name}`;
const authorOf = (name: string) => ({ name, email: `${name}@example.com` });

/** A line of commits, from the first to the last, of which each follows on the one before unless it says otherwise. */
const WRITTEN: Array<
  Partial<Omit<SourceCommit, 'author' | 'coAuthors' | 'parents'>> & {
    digits: string;
    author?: string;
    coAuthors?: string[];
    parents?: string[];
    paths?: string[];
  }
> = [
  { digits: 'a1', paths: ['core/a'] },
  { digits: 'a2', coAuthors: ['bob', 'rover[bot]'] },
  { digits: 'a3', author: 'rover[bot]', coAuthors: ['bob'] },
  { digits: 'a4', parents: ['a3', 'a1'] },
  { digits: 'a5', authoredAt: Date.parse('2026-02-27T23:00:00Z') / 1000 },
  { digits: 'a6', authoredAt: undefined },
  { digits: 'a7', authoredAt: Date.parse('2150-01-01T00:00:00Z') / 1000 },
  { digits: 'a8' },
  // What only other repositories have
  { digits: 'b1234567', parents: ['a8'], author: 'carol' },
  { digits: 'b1234568', parents: ['a8'], author: 'bob' },
];

describe.each(databases.eachSupportedId())('explanation (%s)', databaseId => {
  let knex: Knex;
  let api: ServedApi;
  let source: MemorySource;
  let ids: Record<string, number>;

  const move = async (name: string, head: string) => {
    source.histories.set(urlOf(name), { head: shaOf(head) });
    await syncNow(knex, { source, url: urlOf(name) });
  };

  beforeEach(async () => {
    knex = await createLedger(databases, databaseId);
    source = new MemorySource({
      commits: WRITTEN.map(({ digits, parents, ...commit }, index) => ({
        utcOffset: 0,
        committedAt: 1_770_000_000,
        authoredAt: Date.parse('2026-03-05T12:00:00Z') / 1000,
        subject: `Change ${digits}`,
        ...commit,
        sha: shaOf(digits),
        parents: (
          parents ?? WRITTEN.slice(index - 1, index).map(one => one.digits)
        ).map(shaOf),
        author: authorOf(commit.author ?? 'alice'),
        coAuthors: (commit.coAuthors ?? []).map(authorOf),
      })),
      paths: new Map(
        WRITTEN.map(({ digits, paths = [] }) => [shaOf(digits), paths]),
      ),
    });
    ids = {};
    for (const name of ['api', 'fork', 'vault', 'empty']) {
      ids[name] = await recordRepository(knex, {
        url: urlOf(name),
        entityRef: componentOf(name),
      });
    }
    await recordFolder(knex, {
      ...{ repositoryId: ids.api, path: 'core' },
      entityRef: componentOf('core'),
    });
    await move('api', 'a8');
    await move('fork', 'b1234567');
    await move('vault', 'b1234568');
    const users = {
      'user:default/alice': ['alice@example.com'],
      'user:default/bob': ['bob@example.com'],
      'user:default/carol': ['carol@example.com'],
    };
    await recordUsersOf(knex, users);
    await knex('catalog_users')
      .where({ entity_ref: 'user:default/carol' })
      .update({ name: 'Carol of the catalog' });
    api = await serveApi({
      database: knex,
      catalog: new SecretiveCatalog(
        [
          ...['api', 'fork', 'vault', 'empty', 'core', 'late'].map(componentOf),
          ...Object.keys(users),
        ].map(ref => entityOf(ref)),
        {
          [componentOf('vault')]: [INSIDER],
          'user:default/carol': [INSIDER],
        },
      ),
    });
  });

  afterEach(() => api.close());

  const ask = async (
    digits: string,
    query: string = '',
    as: `user:${string}` = INSIDER,
  ) => {
    const response = await api.call(
      `/commits/${digits}/explanation?${MARCH}&${query}`,
      { as },
    );
    return { status: response.status, ...(await response.json()) };
  };
  const OF_API = `entityRef=${componentOf('api')}`;

  it('says on which day a commit counts, for whom, and which repositories hold it', async () => {
    const told = await ask(shaOf('a2'));
    expect(told).toMatchObject({
      status: 200,
      sha: shaOf('a2'),
      verdict: 'counts',
      from: '2026-03-01',
      to: '2026-03-31',
      commit: {
        day: '2026-03-05',
        subject: 'Change a2',
        repository: { url: urlOf('api') },
        author: { name: 'alice' },
        coAuthors: [{ name: 'bob' }],
      },
      countsFor: [{ name: 'alice' }, { name: 'bob' }],
      totals: { repositories: 3, behind: 0 },
    });
    expect(
      told.repositories.map(
        (item: { repository: { url: string }; branch: string }) => [
          item.repository.url,
          item.branch,
        ],
      ),
    ).toEqual(['api', 'fork', 'vault'].map(name => [urlOf(name), 'main']));
  });

  it('says for whom of those who are asked for', async () => {
    const told = await ask(shaOf('a2'), 'person=user:default/bob');
    expect(told).toMatchObject({
      verdict: 'counts',
      countsFor: [{ userEntityRef: 'user:default/bob' }],
    });
  });

  it('names a merge, unless merges are asked for', async () => {
    expect(await ask(shaOf('a4'))).toMatchObject({
      verdict: 'merge',
      commit: { day: '2026-03-05', merge: true },
      countsFor: [],
    });
    expect(await ask(shaOf('a4'), 'merges=include')).toMatchObject({
      verdict: 'counts',
    });
  });

  it('names a bot, by which rule it is one, and for whom the commit counts all the same', async () => {
    expect(await ask(shaOf('a3'))).toMatchObject({
      verdict: 'bot',
      botRule: 'GitHub gives the suffix [bot] to Apps, and to nobody else',
      commit: { author: { name: 'rover[bot]', bot: true } },
      countsFor: [{ name: 'bob' }],
    });
    expect(await ask(shaOf('a3'), 'person=user:default/bob')).toMatchObject({
      verdict: 'counts',
      countsFor: [{ name: 'bob' }],
    });
  });

  it('says that none of those who are asked for did it', async () => {
    expect(await ask(shaOf('a1'), 'person=user:default/bob')).toMatchObject({
      verdict: 'by-others',
      commit: { author: { name: 'alice' } },
    });
  });

  it('says of a bot that is only named as co-author that it did nothing', async () => {
    const { commit } = await ask(shaOf('a3'));
    expect(
      await ask(shaOf('a2'), `person=${commit.author.id}&bots=include`),
    ).toMatchObject({ verdict: 'by-others' });
  });

  it('says that a day is outside of the range, and which day', async () => {
    expect(await ask(shaOf('a5'))).toMatchObject({
      verdict: 'outside-range',
      commit: { day: '2026-02-27' },
    });
  });

  it('tells a date that is missing from one that is still to come', async () => {
    const missing = await ask(shaOf('a6'));
    expect(missing).toMatchObject({ verdict: 'unusable-date' });
    expect(Object.keys(missing.commit)).not.toContain('authoredAt');
    expect(Object.keys(missing.commit)).not.toContain('day');
    const future = await ask(shaOf('a7'));
    expect(future).toMatchObject({
      verdict: 'unusable-date',
      commit: { authoredAt: '2150-01-01T00:00:00+00:00' },
    });
    expect(Object.keys(future.commit)).not.toContain('day');
  });

  it('tells what changed a folder from what did not, and from what is not known yet', async () => {
    const ofCore = `entityRef=${componentOf('core')}`;
    expect(await ask(shaOf('a1'), ofCore)).toMatchObject({
      verdict: 'counts',
      repositories: [
        {
          repository: { url: urlOf('api') },
          selected: true,
          changed: ['core'],
        },
        { repository: { url: urlOf('fork') }, selected: false },
        { repository: { url: urlOf('vault') }, selected: false },
      ],
    });
    expect(await ask(shaOf('a2'), ofCore)).toMatchObject({
      verdict: 'outside-folders',
      commit: { author: { name: 'alice' }, subject: 'Change a2' },
      repositories: [
        {
          repository: { url: urlOf('api'), folders: [{ path: 'core' }] },
          changed: [],
        },
        {},
        {},
      ],
    });
    await recordFolder(knex, {
      ...{ repositoryId: ids.api, path: 'late' },
      entityRef: componentOf('late'),
    });
    expect(
      await ask(shaOf('a2'), `entityRef=${componentOf('late')}`),
    ).toMatchObject({ verdict: 'folder-unread' });
  });

  it('says which other repository holds it, and names people there as the viewer sees them', async () => {
    const elsewhere = {
      verdict: 'elsewhere',
      countsFor: [],
      repositories: [{ repository: { url: urlOf('fork') }, selected: false }],
    };
    expect(await ask(shaOf('b1234567'), OF_API)).toMatchObject({
      ...elsewhere,
      commit: { author: { name: 'Carol of the catalog' } },
    });
    const outsider = await ask(shaOf('b1234567'), OF_API, OUTSIDER);
    expect(outsider).toMatchObject({
      ...elsewhere,
      commit: { author: { name: 'carol' } },
    });
    expect(JSON.stringify(outsider)).not.toContain('user:default/carol');
  });

  it('says when a history was rewritten without it, for as long as that is remembered', async () => {
    await move('fork', 'a8');
    const told = await ask('b1234567', '', OUTSIDER);
    expect(told).toMatchObject({
      sha: shaOf('b1234567'),
      verdict: 'removed',
      repositories: [{ repository: { url: urlOf('fork') } }],
    });
    expect(Date.now() - Date.parse(told.removedAt)).toBeLessThan(DAY_MS);
    await knex('removed_commits').update({
      removed_at: new Date(Date.now() - 200 * DAY_MS),
    });
    await forgetRemoved(knex);
    expect(await ask('b1234567', '', OUTSIDER)).toMatchObject({
      verdict: 'unknown',
    });
  });

  it('remembers what a reading of everything did not find any more', async () => {
    const readCommits = source.readCommits.bind(source);
    await knex('repositories')
      .where({ id: ids.fork })
      .update({ head: shaOf('dead') });
    source.readCommits = request =>
      readCommits({ ...request, from: undefined });
    await knex('repositories').where({ id: ids.fork }).update({ head: null });
    await move('fork', 'a8');
    expect(await ask('b1234567', '', OUTSIDER)).toMatchObject({
      verdict: 'removed',
    });
  });

  it('says of one that is nowhere as of when that is known, of those first that are behind', async () => {
    await knex('repositories')
      .where({ id: ids.fork })
      .update({
        error_kind: 'forbidden',
        error_message: 'The token has expired',
        synced_at: new Date('2026-03-20T12:00:00Z'),
      });
    const told = await ask('c0ffee', '', OUTSIDER);
    expect(told).toMatchObject({
      status: 200,
      sha: 'c0ffee',
      verdict: 'unknown',
      countsFor: [],
      totals: { repositories: 3, behind: 2 },
      repositories: [
        {
          repository: {
            url: urlOf('fork'),
            status: 'stale',
            error: { kind: 'forbidden', message: 'The token has expired' },
            lastSyncedAt: '2026-03-20T12:00:00.000Z',
          },
        },
        { repository: { url: urlOf('empty'), status: 'pending' } },
        {
          repository: { url: urlOf('api'), head: shaOf('a8') },
          branch: 'main',
        },
      ],
    });
    expect(told.commit).toBeUndefined();
  });

  it('looks only into the repository that a URL leads to, if that holds no such commit', async () => {
    const page = encodeURIComponent(`${urlOf('fork')}/-/commit/c0ffee`);
    expect(await ask('c0ffee', `url=${page}`)).toMatchObject({
      verdict: 'unknown',
      totals: { repositories: 1 },
      repositories: [{ repository: { url: urlOf('fork') } }],
    });
  });

  it('finds a commit by as much of its SHA as tells it from what the viewer may see', async () => {
    expect(await ask('B12345', '', OUTSIDER)).toMatchObject({
      verdict: 'counts',
      sha: shaOf('b1234567'),
    });
    const ambiguous = await ask('b12345');
    expect(ambiguous).toMatchObject({
      status: 400,
      error: { name: 'InputError' },
    });
    expect(ambiguous.error.message).toMatch(/\bsha\b.*b12345/);
    const page = encodeURIComponent(`${urlOf('vault')}/commit/b12345`);
    expect(await ask('b12345', `url=${page}`)).toMatchObject({
      sha: shaOf('b1234568'),
    });
  });

  it.each(['abc', 'xyz1', 'a'.repeat(65)])(
    'calls %s no SHA, and names the parameter',
    async sha => {
      const { status, error } = await ask(sha);
      expect(status).toBe(400);
      expect(error.message).toMatch(/\bsha\b/);
    },
  );

  it('answers of what is hidden as of what is not there', async () => {
    const requests: number[] = [];
    const askCounting = async (digits: string) => {
      let queries = 0;
      const count = () => queries++;
      knex.on('query', count);
      const told = await ask(shaOf(digits), '', OUTSIDER);
      knex.removeListener('query', count);
      requests.push(queries);
      return told;
    };
    await ask(shaOf('b1234567'), '', OUTSIDER);
    const absent = await askCounting('b1234569');
    const hidden = await askCounting('b1234568');
    expect(absent).toMatchObject({ status: 200, verdict: 'unknown' });
    expect(hidden).toEqual({ ...absent, sha: shaOf('b1234568') });
    expect(requests[1]).toBe(requests[0]);
    expect(await ask(shaOf('b1234568'))).toMatchObject({ verdict: 'counts' });
  });

  it.each([
    gitActivityCommitReadPermission.name,
    gitActivityRepositoryReadPermission.name,
  ])('needs the permission %s', async permission => {
    const forbidding = await serveApi({
      database: knex,
      catalog: new SecretiveCatalog([]),
      denied: [permission],
    });
    const response = await forbidding.call('/commits/abcd/explanation');
    expect(response.status).toBe(403);
    expect(await response.text()).toContain(permission);
    await forbidding.close();
  });

  it('tells of single people no more than the portal does', async () => {
    const catalog = new SecretiveCatalog(
      [
        ...['api', 'fork', 'vault', 'empty', 'core'].map(componentOf),
        ...['alice', 'bob'].map(name => `user:default/${name}`),
      ].map(ref => entityOf(ref)),
    );
    const askOf = async (
      people: 'self' | 'team',
      minimumTeamSize: number,
      path: string,
    ) => {
      const discreet = await serveApi({
        ...{ database: knex, catalog },
        privacy: { people, minimumTeamSize, ownActivity: true, optOut: [] },
      });
      const response = await discreet.call(path, { as: 'user:default/bob' });
      const text = await response.text();
      await discreet.close();
      return { status: response.status, text };
    };
    const path = `/commits/${shaOf('a2')}/explanation?${MARCH}`;
    const pooled = await askOf('self', 1, path);
    expect(JSON.parse(pooled.text)).toMatchObject({
      verdict: 'counts',
      commit: {
        author: { withheld: true, name: '' },
        coAuthors: [{ userEntityRef: 'user:default/bob' }],
      },
      countsFor: [{ userEntityRef: 'user:default/bob' }],
    });
    expect(pooled.text).not.toMatch(/alice|authoredAt/);
    expect(await askOf('team', 5, path)).toMatchObject({ status: 403 });
    const ofBob = `${MARCH}&person=user:default/bob`;
    const others = await askOf(
      ...(['team', 5] as const),
      `/commits/${shaOf('a1')}/explanation?${ofBob}`,
    );
    expect(JSON.parse(others.text)).toMatchObject({ verdict: 'by-others' });
    expect(JSON.parse(others.text)).not.toHaveProperty('commit');

    const days = await askOf('self', 1, `/export?${MARCH}`);
    expect(days.text).not.toContain('alice');
    const [columns, ...rows] = days.text.trimEnd().split('\r\n');
    expect(columns).toMatch(/^day,repositoryId,personId,/);
    // Alice and Carol are one, in whatever repository
    expect(rows.map(row => row.split(',').slice(3))).toEqual([
      [urlOf('api'), '', '', '', '3'],
      [urlOf('fork'), '', '', '', '1'],
      [urlOf('vault'), 'bob', 'user:default/bob', 'false', '1'],
    ]);
    const commits = await askOf('self', 1, `/export?${MARCH}&rows=commits`);
    expect(commits.text).not.toContain('alice');
    // The minute of one's own commit only
    expect(commits.text.match(/T12:00/g)).toHaveLength(1);
    expect(await askOf('team', 5, `/export?${MARCH}`)).toMatchObject({
      status: 403,
    });
  });
});
