import { TestDatabases } from '@backstage/backend-test-utils';
import {
  IdentityList,
  IdentitySuggestionList,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/seedLedger';
import {
  addUser,
  ask,
  decideEveryone,
  seedAuthors,
  ServedIdentities,
  serveIdentities,
} from '../__testUtils__/serveIdentities';

// Real databases on a busy machine take their time.
jest.setTimeout(120_000);

const ADA = 'user:default/ada';

describe('everyone whom commits name', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let served: ServedIdentities;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      served = await serveIdentities(knex);
    });
    afterEach(() => served.close());

    const list = (query = '') =>
      ask<IdentityList>(served.admin, `/identities${query}`);
    const namesOf = ({ items }: IdentityList) => items.map(({ name }) => name);

    it('is listed by how many commits do, with what they write and why they are who they are', async () => {
      await seedAuthors(knex, {
        Élise: 2,
        'ada.l': 5,
        'ada@work': 1,
        'release-bot': 3,
      });
      await knex('authors')
        .where({ name: 'ada@work' })
        .update({ email: 'ada@work.example', email_key: 'ada@work.example' });
      await addUser(knex, {
        entityRef: ADA,
        name: 'Ada Lovelace',
        emails: ['ada.l@example.com', 'ada@work.example'],
      });
      const { items, totals } = await list();
      expect(items).toEqual([
        {
          id: expect.any(String),
          name: 'Ada Lovelace',
          userEntityRef: ADA,
          commits: 6,
          authorCount: 2,
          authors: [
            {
              name: 'ada.l',
              email: 'ada.l@example.com',
              accounts: [],
              commits: 5,
              rule: 'email',
            },
            {
              name: 'ada@work',
              email: 'ada@work.example',
              accounts: [],
              commits: 1,
              rule: 'email',
            },
          ],
        },
        {
          id: expect.any(String),
          name: 'release-bot',
          botReason: 'the name or address ends in the word bot',
          commits: 3,
          authorCount: 1,
          authors: [expect.objectContaining({ rule: 'bot', commits: 3 })],
        },
        {
          id: expect.any(String),
          name: 'Élise',
          alias: { email: 'élise@example.com' },
          commits: 2,
          authorCount: 1,
          authors: [expect.objectContaining({ rule: 'address', commits: 2 })],
        },
      ]);
      expect(totals).toEqual({
        matched: { people: 1, commits: 6 },
        bot: { people: 1, commits: 3 },
        unmatched: { people: 1, commits: 2 },
      });
    });

    it('follows mailmaps, and says that it did', async () => {
      await seedAuthors(knex, { old: 4, new: 1 });
      const idOf = async (name: string) =>
        (await knex('authors').where({ name }).first()).id;
      await knex('mailmap_authors').insert({
        repository_id: (await knex('repositories').first()).id,
        author_id: await idOf('old'),
        mapped_author_id: await idOf('new'),
      });
      expect((await list()).items).toMatchObject([
        {
          name: 'new',
          commits: 5,
          authors: [{ name: 'new', commits: 5, mailmapped: true }],
        },
      ]);
    });

    it('is found by name, address, account and User, in upper or lower case, and by nothing that only stands for any text', async () => {
      await seedAuthors(knex, { jane: 3, Élise: 2, x_y: 1 });
      await addUser(knex, {
        entityRef: 'user:default/j.doe',
        name: 'Jane Doe',
        emails: ['jane@example.com'],
      });
      const [{ id: author_id }] = await knex('authors').where({ name: 'x_y' });
      await knex('author_accounts').insert({
        author_id,
        host: 'github.com',
        login: 'octocat',
      });
      for (const [search, found] of [
        ['JANE@EXAMPLE', ['Jane Doe']],
        ['j.doe', ['Jane Doe']],
        ['Élise', ['Élise']],
        ['OctoCat', ['x_y']],
        ['x_y', ['x_y']],
        ['%', []],
        ['example.com', ['Jane Doe', 'Élise', 'x_y']],
      ] as const) {
        expect(
          namesOf(await list(`?search=${encodeURIComponent(search)}`)),
        ).toEqual(found);
      }
      const one = await list('?search=jane&state=unmatched');
      expect(one.items).toEqual([]);
      expect(one.totals.matched).toEqual({ people: 1, commits: 3 });
      expect(namesOf(await list('?state=unmatched'))).toEqual(['Élise', 'x_y']);
    });

    it('is there once each on pages, however many have as many commits', async () => {
      const people = 1_203;
      await seedAuthors(
        knex,
        Object.fromEntries([
          ['most', 3],
          ['more', 2],
          ...Array.from({ length: 30 }, (_, index) => [`one${index}`, 1]),
        ]),
      );
      // Many more, by the quick way: all of them in the one set that is there.
      const { set_id } = await knex('set_authors').first();
      for (let index = 32; index < people; index++) {
        const key = `many${index}@example.com`;
        const [{ id }] = await knex('people')
          .insert({ key: `email:${key}` })
          .returning('id');
        const [author] = await knex('authors')
          .insert({
            name: key,
            email: key,
            email_key: key,
            person_id: id,
            stranger_id: id,
          })
          .returning('id');
        await knex('set_authors').insert({
          set_id,
          author_id: author.id,
          commits: 1 + (index % 7),
        });
      }
      const seen: string[] = [];
      const volumes: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(
          `?limit=500${cursor ? `&cursor=${cursor}` : ''}`,
        );
        seen.push(...page.items.map(({ id }) => id));
        volumes.push(...page.items.map(({ commits }) => commits));
        cursor = page.nextCursor;
        expect(page.totals.unmatched.people).toBe(people);
      } while (cursor !== undefined);
      expect(seen).toHaveLength(people);
      expect(new Set(seen).size).toBe(people);
      expect(volumes).toEqual([...volumes].sort((a, b) => b - a));
      const wrong = await served.admin.call('/identities?cursor=bm9uZQ');
      expect(wrong.status).toBe(400);
    });

    it('is suggested to be the same where names, addresses or accounts are alike, with the reasons', async () => {
      await seedAuthors(knex, {
        'Grace Hopper': 7,
        'Hopper, Grace': 3,
        'grace.hopper': 2,
        unrelated: 9,
        carol99: 1,
        admin: 4,
      });
      const set = (name: string, email: string) =>
        knex('authors').where({ name }).update({ email, email_key: email });
      await set('Grace Hopper', 'grace@x.org');
      await set('Hopper, Grace', 'gh@old.org');
      await set('grace.hopper', 'grace.hopper@y.org');
      await set('carol99', '12+carol99@users.noreply.github.com');
      await decideEveryone(knex);
      await addUser(knex, {
        entityRef: 'user:default/ghopper',
        name: 'Grace Hopper',
        emails: ['gracehopper@example.com'],
      });
      await addUser(knex, {
        entityRef: 'user:default/c',
        name: 'C',
        accounts: { 'github.com': 'nobody' },
      });
      const { items } = await ask<IdentitySuggestionList>(
        served.admin,
        '/identities/suggestions',
      );
      const told = items.map(({ from, into, reasons }) => [
        from.name,
        into.userEntityRef ?? into.sameAs,
        reasons.join(),
      ]);
      expect(told).toEqual([
        ['Grace Hopper', 'user:default/ghopper', 'name'],
        ['Hopper, Grace', 'user:default/ghopper', 'name'],
        ['Hopper, Grace', 'grace@x.org', 'name'],
        ['grace.hopper', 'user:default/ghopper', 'address,name'],
        ['grace.hopper', 'grace@x.org', 'name'],
        ['grace.hopper', 'gh@old.org', 'name'],
      ]);
      expect(items[0]).toEqual({
        from: {
          id: expect.any(String),
          name: 'Grace Hopper',
          commits: 7,
          alias: { email: 'grace@x.org' },
        },
        into: {
          name: 'Grace Hopper',
          commits: 0,
          userEntityRef: 'user:default/ghopper',
        },
        reasons: ['name'],
      });
    });

    it('is nobody’s business who may not decide who is who', async () => {
      for (const [method, path, body] of [
        ['GET', '/identities', undefined],
        ['GET', '/identities/suggestions', undefined],
        ['GET', '/aliases', undefined],
        ['POST', '/aliases', { email: 'a@x.org', sameAs: 'b@x.org' }],
        [
          'POST',
          '/aliases',
          { email: 'a@x.org', sameAs: 'b@x.org', preview: true },
        ],
        ['DELETE', '/aliases/1', undefined],
        ['GET', '/claims?of=everyone', undefined],
        ['POST', '/claims/1/decision', { decision: 'approved' }],
      ] as const) {
        const refused = await served.engineer.call(path, { method, body });
        expect([path, refused.status]).toEqual([path, 403]);
        const unknown = await served.admin.call(path, {
          method,
          body,
          as: 'nobody',
        });
        expect([path, unknown.status]).toEqual([path, 401]);
      }
      expect(await knex('person_aliases')).toEqual([]);
    });
  });
});
