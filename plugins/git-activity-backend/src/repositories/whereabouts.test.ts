import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { addRepository } from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { toDate } from '../database/tables';
import { recordRepositories } from './recordRepositories';
import { recordWhereabouts, Whereabouts } from './whereabouts';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

/** `[name of what was asked, host's id, name of where it is]` */
type Answer = [asked: string, externalId?: string, url?: string];

describe('recordWhereabouts', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let ids: Record<string, number>;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      ids = {};
    });

    /** Repositories by URL, each with the host's id and an entity of the same name. */
    async function given(externalIds: Record<string, string | null>) {
      for (const [url, externalId] of Object.entries(externalIds)) {
        ids[url] = await addRepository(knex, { url, external_id: externalId });
        await knex('repository_entities').insert({
          repository_id: ids[url],
          entity_ref: `component:default/${url}`,
        });
      }
    }

    async function tell(...answers: Answer[]) {
      return recordWhereabouts(knex, {
        sourceId: 'git',
        told: answers.map(
          ([askedUrl, externalId, url]): Whereabouts => ({
            id: ids[askedUrl],
            askedUrl,
            externalId,
            url: url ?? askedUrl,
          }),
        ),
        now: new Date(),
      });
    }

    /** What each repository is now: URL, host's id, names of its entities; by its first URL. */
    async function repositories(): Promise<Record<string, string>> {
      const rows = await knex('repositories').select();
      const links = await knex('repository_entities')
        .orderBy('entity_ref')
        .select();
      const nameOf = Object.fromEntries(
        Object.entries(ids).map(([name, id]) => [id, name]),
      );
      return Object.fromEntries(
        rows.map(row => [
          nameOf[row.id],
          [
            row.orphaned_at ? 'orphan' : row.url,
            row.external_id ?? '?',
            ...links
              .filter(link => link.repository_id === row.id)
              .map(link => link.entity_ref.replace(/.*\//, '')),
          ].join(' '),
        ]),
      );
    }

    async function formerUrls(): Promise<Record<string, number>> {
      const rows = await knex('repository_urls').select();
      return Object.fromEntries(rows.map(row => [row.url, row.repository_id]));
    }

    it("learns a host's ids", async () => {
      await given({ a: null, b: '2' });
      await tell(['a', '1'], ['b', '2']);
      await expect(repositories()).resolves.toEqual({ a: 'a 1 a', b: 'b 2 b' });
      await expect(formerUrls()).resolves.toEqual({});
    });

    it('keeps the row of a repository that moved, and its former URLs', async () => {
      await given({ a: '1' });
      await expect(tell(['a', '1', 'b'])).resolves.toEqual({
        moved: [{ from: 'a', to: 'b' }],
        doubles: [],
        untold: [],
      });
      await expect(repositories()).resolves.toEqual({ a: 'b 1 a' });
      const byNewUrl = { ...ids, b: ids.a };
      ids = byNewUrl;
      await tell(['b', '1', 'c']);
      await expect(formerUrls()).resolves.toEqual({ a: ids.a, b: ids.a });
    });

    it('knows a repository that came back to a former URL', async () => {
      await given({ a: '1' });
      await tell(['a', '1', 'b']);
      ids.b = ids.a;
      await tell(['b', '1', 'a']);
      await expect(formerUrls()).resolves.toEqual({ b: ids.a });
    });

    it('follows repositories that swapped their names, without taking the one for the other', async () => {
      await given({ a: '1', b: '2' });
      const { untold } = await tell(['a', '2'], ['b', '1']);
      await expect(repositories()).resolves.toEqual({ a: 'b 1 a', b: 'a 2 b' });
      expect(untold.sort()).toEqual([ids.a, ids.b].sort());
      await expect(formerUrls()).resolves.toEqual({});
    });

    it('follows repositories that passed their names on in a circle', async () => {
      await given({ a: '1', b: '2', c: '3' });
      await tell(['a', '3'], ['b', '1'], ['c', '2']);
      await expect(repositories()).resolves.toEqual({
        a: 'b 1 a',
        b: 'c 2 b',
        c: 'a 3 c',
      });
    });

    it('takes two for one if the host says so, and gives their entities to the one that it knew', async () => {
      await given({ old: '1', double: null });
      const before = (
        await knex('ledger_state').where({ name: 'entities' }).first()
      ).version;
      await expect(tell(['double', '1', 'old'])).resolves.toMatchObject({
        doubles: [{ id: ids.double, url: 'double', of: 'old' }],
      });
      await expect(repositories()).resolves.toEqual({
        old: 'old 1 double old',
        double: 'orphan ?',
      });
      await expect(formerUrls()).resolves.toEqual({ double: ids.old });
      const { version } = await knex('ledger_state')
        .where({ name: 'entities' })
        .first();
      expect(version).toBeGreaterThan(before);
      // Discovery leads those that name the other URL to the same.
      const recorded = await knex.transaction(trx =>
        recordRepositories(trx, {
          found: [
            { sourceId: 'git', url: 'double' },
            { sourceId: 'git', url: 'old' },
          ],
          now: new Date(),
        }),
      );
      expect(recorded.added).toBe(0);
      expect(recorded.ids.get('double')).toBe(ids.old);
    });

    it.each<[string, Answer[]]>([
      [
        'first',
        [
          ['a', '1', 'b'],
          ['b', '1'],
        ],
      ],
      [
        'last',
        [
          ['b', '1'],
          ['a', '1', 'b'],
        ],
      ],
    ])(
      'makes one of two names of a repository that it meets for the first time, the right one asked %s',
      async (_, answers) => {
        await given({ a: null, b: null });
        await tell(...answers);
        await expect(repositories()).resolves.toEqual({
          a: 'orphan ?',
          b: 'b 1 a b',
        });
        await expect(formerUrls()).resolves.toEqual({ a: ids.b });
      },
    );

    it('keeps the history of what it knew when the new name was there before the move was seen', async () => {
      await given({ a: '1', b: null });
      await tell(['a', '1', 'b'], ['b', '1']);
      await expect(repositories()).resolves.toEqual({
        a: 'b 1 a b',
        b: 'orphan ?',
      });
      await expect(formerUrls()).resolves.toEqual({ a: ids.a });
    });

    it('takes the new id when another repository is at a URL, which former URLs do not lead to', async () => {
      await given({ a: '1' });
      await knex('repository_urls').insert({ url: 'z', repository_id: ids.a });
      await tell(['a', '5']);
      await expect(repositories()).resolves.toEqual({ a: 'a 5 a' });
      await expect(formerUrls()).resolves.toEqual({});
    });

    it('has the folders of a double read in the repository that it is', async () => {
      await given({ old: '1', double: null });
      await knex('repository_entities').insert(
        ['api', 'web'].map(path => ({
          repository_id: ids.double,
          entity_ref: 'component:default/parts',
          path,
        })),
      );
      await knex('scopes').insert([
        { repository_id: ids.old, path: 'web' },
        { repository_id: ids.old, path: 'other' },
        { repository_id: ids.double, path: '' },
        { repository_id: ids.double, path: 'api' },
        { repository_id: ids.double, path: 'web' },
      ]);
      await knex('repositories').update({
        due_at: new Date(Date.now() + 3600_000),
      });
      await tell(['double', '1', 'old']);
      await expect(
        knex('repository_entities')
          .orderBy(['entity_ref', 'path'])
          .select('repository_id', 'entity_ref', 'path'),
      ).resolves.toEqual(
        [
          ['component:default/double', ''],
          ['component:default/old', ''],
          ['component:default/parts', 'api'],
          ['component:default/parts', 'web'],
        ].map(([entity_ref, path]) => ({
          repository_id: ids.old,
          entity_ref,
          path,
        })),
      );
      // What the double held is deleted later, with its row.
      await expect(
        knex('scopes')
          .orderBy(['repository_id', 'path'])
          .select('repository_id', 'path'),
      ).resolves.toEqual([
        { repository_id: ids.old, path: 'api' },
        { repository_id: ids.old, path: 'other' },
        { repository_id: ids.old, path: 'web' },
        { repository_id: ids.double, path: '' },
      ]);
      const { due_at: due } = await knex('repositories')
        .where({ id: ids.old })
        .first();
      expect(toDate(due).getTime()).toBeLessThanOrEqual(Date.now());
    });

    it('is not misled by two answers that contradict each other', async () => {
      await given({ a: '1', b: '2' });
      await tell(['a', '1', 'c'], ['b', '2', 'c']);
      await expect(repositories()).resolves.toEqual({ a: 'c 1 a', b: 'b 2 b' });
    });

    it('takes the place of a repository of which nothing was told', async () => {
      await given({ a: '1', b: '2' });
      await tell(['a', '1', 'b']);
      await expect(repositories()).resolves.toEqual({
        a: 'b 1 a b',
        b: 'orphan 2',
      });
      // It keeps its id, so that it is known when it is named again.
      ids.c = await addRepository(knex, { url: 'c' });
      await knex('repository_entities').insert({
        repository_id: ids.c,
        entity_ref: 'component:default/c',
      });
      await tell(['c', '2']);
      await expect(repositories()).resolves.toMatchObject({
        b: 'c 2 c',
        c: 'orphan ?',
      });
      await expect(
        knex('repository_urls').where('url', 'like', '%#%'),
      ).resolves.toEqual([]);
    });

    it('passes over an answer about a URL that the repository no longer has', async () => {
      await given({ a: '1' });
      await knex('repositories').update({ url: 'moved by the catalog' });
      await tell(['a', '1', 'b']);
      await expect(repositories()).resolves.toEqual({
        a: 'moved by the catalog 1 a',
      });
    });

    it('shuts out whoever is syncing a double', async () => {
      await given({ a: '1', b: null });
      await knex('repositories').update({
        lease_holder: 'x',
        lease_epoch: 4,
        seen_at: new Date(),
      });
      await tell(['b', '1', 'a']);
      await expect(
        knex('repositories').where({ id: ids.b }).first(),
      ).resolves.toMatchObject({
        lease_holder: null,
        lease_epoch: 5,
        seen_at: null,
      });
    });

    it('notes what is archived, and does not forget it because nothing was said', async () => {
      await given({ a: '1' });
      const archived = async (told?: boolean) => {
        await recordWhereabouts(knex, {
          sourceId: 'git',
          told: [{ id: ids.a, askedUrl: 'a', archived: told }],
          now: new Date(),
        });
        return (await knex('repositories').first()).archived;
      };
      expect(await archived(true)).toBe(1);
      expect(await archived()).toBe(1);
      expect(await archived(false)).toBe(0);
    });
  });
});
