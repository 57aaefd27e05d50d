import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { questionsOf } from '../__testUtils__/questions';
import { createLedger, seedLedger, shaOf } from '../__testUtils__/seedLedger';
import { CommitQuery } from './context';
import { readSelected } from './selected';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const INSIDER = 'user:default/insider';

describe.each(databases.eachSupportedId())(
  'who is asked for (%s)',
  databaseId => {
    let database: Knex;
    let personIds: Record<string, number>;
    let catalog: SecretiveCatalog;

    beforeEach(async () => {
      database = await createLedger(databases, databaseId);
      ({ personIds } = await seedLedger(database, {
        people: {
          alice: { userEntityRef: 'user:default/alice' },
          bob: { userEntityRef: 'user:default/bob' },
          hidden: { userEntityRef: 'user:default/hidden' },
          stranger: {},
          spy: {},
        },
        repositories: {
          api: { entityRefs: ['component:default/api'] },
          secret: { entityRefs: ['component:default/secret'] },
        },
        commits: [
          ...['alice', 'bob', 'hidden', 'stranger'].map((author, index) => ({
            repository: 'api',
            sha: shaOf(index + 1),
            author,
            at: '2026-03-01T00:00:00Z',
          })),
          {
            repository: 'secret',
            sha: shaOf(9),
            author: 'spy',
            at: '2026-03-01T00:00:00Z',
          },
        ],
      }));
      catalog = new SecretiveCatalog(
        [
          entityOf('component:default/api'),
          entityOf('component:default/secret'),
          entityOf('user:default/alice'),
          entityOf('user:default/bob'),
          entityOf('user:default/hidden'),
          entityOf('user:default/newcomer'),
          entityOf('user:default/idle'),
        ],
        {
          'component:default/secret': [INSIDER],
          'user:default/hidden': [INSIDER],
        },
      );
    });

    const ask = (query: CommitQuery, user = 'user:default/guest') =>
      readSelected(
        questionsOf({ database, catalog }),
        { query, credentials: mockCredentials.user(user) },
        async (_, { filter, unrecognised }) => ({
          personIds: filter.personIds,
          unrecognised,
        }),
      );
    const peopleOf = async (query: CommitQuery, user?: string) =>
      (await ask(query, user)).personIds;
    const strangerOf = async (name: string): Promise<number> =>
      (await database('authors').where({ name }).first()).stranger_id;

    it('is everybody, unless somebody is', async () => {
      expect(await ask({})).toEqual({ personIds: undefined, unrecognised: [] });
    });

    it('is found by id and by User, and narrowed down to', async () => {
      const { alice, bob, stranger } = personIds;
      const person = [String(stranger), 'user:default/bob'];
      expect(await peopleOf({ person })).toEqual([bob, stranger]);
      expect(
        await peopleOf({ person, entityRef: ['user:alice', 'user:bob'] }),
      ).toEqual([bob]);
      expect(
        await peopleOf({ person: [String(alice)], entityRef: ['user:bob'] }),
      ).toEqual([]);
    });

    it('is whom the id of a stranger leads to who turned out to be a User, or another', async () => {
      const { alice, bob, hidden, stranger } = personIds;
      const person = [String(await strangerOf('alice'))];
      expect(await peopleOf({ person })).toEqual([alice]);
      const [{ id }] = await database('people')
        .insert({ key: null, merged_into: stranger })
        .returning('id');
      expect(await peopleOf({ person: [String(id)] })).toEqual([stranger]);
      const asStranger = await strangerOf('hidden');
      const asked = { person: [String(asStranger)] };
      expect(await peopleOf(asked)).toEqual([asStranger]);
      expect(await peopleOf(asked, INSIDER)).toEqual([hidden]);
      expect(bob).not.toBe(alice);
    });

    it.each(['spy', 'hidden', 'nobody'])(
      'is not found by the id of %s, who is not there to the caller, nor by more or fewer statements',
      async name => {
        const id = String(personIds[name] ?? 987654);
        const queries: string[] = [];
        const note = ({ sql }: { sql: string }) => queries.push(sql);
        const count = async (person: string) => {
          queries.length = 0;
          catalog.requests = 0;
          await expect(ask({ person: [person] })).rejects.toThrow(
            new NotFoundError(`There is no person '${person}'`),
          );
          return [queries.length, catalog.requests];
        };
        database.on('query', note);
        expect(await count(id)).toEqual(await count('123456'));
        database.removeListener('query', note);
      },
    );

    it('is found by the id of somebody of a repository that only some may see', async () => {
      const person = [String(personIds.spy)];
      expect(await peopleOf({ person }, INSIDER)).toEqual([personIds.spy]);
      expect(
        await peopleOf({ person, entityRef: ['component:api'] }, INSIDER),
      ).toEqual([personIds.spy]);
    });

    it('is unrecognised who has neither commits nor anything by which to recognise them', async () => {
      const asked = { entityRef: ['user:newcomer', 'user:alice'] };
      expect(await ask(asked)).toEqual({
        personIds: [personIds.alice],
        unrecognised: ['user:default/newcomer'],
      });
      await database('catalog_users').insert({
        entity_ref: 'user:default/idle',
        name: 'Idle',
      });
      await database('catalog_user_emails').insert({
        entity_ref: 'user:default/idle',
        email: 'idle@example.com',
      });
      expect(await ask({ person: ['user:idle', 'user:newcomer'] })).toEqual({
        personIds: [],
        unrecognised: ['user:default/newcomer'],
      });
    });

    it('asks the catalog but once more about people that it has not told of yet', async () => {
      await ask({ entityRef: ['component:default/api'] });
      expect(catalog.requests).toBe(2);
    });
  },
);
