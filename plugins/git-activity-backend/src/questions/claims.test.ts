import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Claim,
  ClaimList,
  IdentityList,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/seedLedger';
import { CallOptions } from '../__testUtils__/serveApi';
import {
  addUser,
  ask,
  seedAuthors,
  ServedIdentities,
  serveIdentities,
} from '../__testUtils__/serveIdentities';

// Real databases on a busy machine take their time.
jest.setTimeout(120_000);

const ADA = 'user:default/ada';
const BOB = 'user:default/bob';

describe('claims', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let served: ServedIdentities;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      served = await serveIdentities(knex);
      await seedAuthors(knex, { ada: 4, home: 3 });
      await addUser(knex, {
        entityRef: ADA,
        name: 'Ada Lovelace',
        emails: ['ada@example.com'],
        accounts: { 'github.com': 'ada-l' },
      });
      await addUser(knex, { entityRef: BOB, name: 'Bob' });
    });
    afterEach(() => served.close());

    const claim = (
      email: string,
      options: { as?: CallOptions['as']; status?: number } = {},
    ) =>
      ask<Claim>(served.engineer, '/claims', {
        method: 'POST',
        body: { email },
        as: ADA,
        ...options,
      });
    const decide = (id: string, decision: string, status = 200) =>
      ask<Claim>(served.admin, `/claims/${id}/decision`, {
        method: 'POST',
        body: { decision },
        status,
      });
    const ownOf = (as: CallOptions['as']) =>
      ask<ClaimList>(served.engineer, '/claims', { as });
    const commitsOf = async (name: string) => {
      const { items } = await ask<IdentityList>(served.admin, '/identities');
      return items.find(one => one.name === name)?.commits;
    };
    const tellAccount = async (author: string, login: string) =>
      knex('author_accounts').insert({
        author_id: (await knex('authors').where({ name: author }).first()).id,
        host: 'github.com',
        login,
      });

    it('wait for an admin, apply once approved, and no longer once declined', async () => {
      const made = await claim('Home@Example.com');
      expect(made).toEqual({
        id: expect.any(String),
        userEntityRef: ADA,
        email: 'home@example.com',
        state: 'pending',
        claimedAt: expect.any(String),
      });
      expect(await commitsOf('Ada Lovelace')).toBe(4);
      const approved = await decide(made.id, 'approved');
      expect(approved).toEqual({
        ...made,
        state: 'approved',
        decidedBy: 'user:default/mock',
        decidedAt: expect.any(String),
      });
      expect(await commitsOf('Ada Lovelace')).toBe(7);
      expect((await ownOf(ADA)).items).toEqual([approved]);
      await decide(made.id, 'declined');
      expect(await commitsOf('Ada Lovelace')).toBe(4);
    });

    it('show to those who made them, and to those who decide with how much they are about', async () => {
      const ofAda = await claim('home@example.com');
      const ofBob = await claim('home@example.com', { as: BOB });
      expect((await ownOf(ADA)).items).toEqual([ofAda]);
      expect((await ownOf(BOB)).items).toEqual([ofBob]);
      const everyones = (query = '') =>
        ask<ClaimList>(served.admin, `/claims?of=everyone${query}`);
      expect((await everyones()).items).toEqual([
        { ...ofBob, commits: 3 },
        { ...ofAda, commits: 3 },
      ]);
      await decide(ofBob.id, 'declined');
      expect((await everyones('&state=pending')).items).toEqual([
        { ...ofAda, commits: 3 },
      ]);
      const page = await everyones('&limit=1');
      expect(page.items.map(({ id }) => id)).toEqual([ofBob.id]);
      const next = await everyones(`&limit=1&cursor=${page.nextCursor}`);
      expect(next.items.map(({ id }) => id)).toEqual([ofAda.id]);
      expect(next.nextCursor).toBeUndefined();
    });

    it('are approved by themselves where a host takes whoever writes the address for the claimant’s account', async () => {
      await tellAccount('home', 'ada-l');
      const made = await claim('home@example.com');
      expect(made).toMatchObject({ state: 'approved' });
      expect(made).not.toHaveProperty('decidedBy');
      expect(await commitsOf('Ada Lovelace')).toBe(7);
    });

    it('are not where it is somebody else’s account', async () => {
      await tellAccount('home', 'bob');
      expect((await claim('home@example.com')).state).toBe('pending');
      await tellAccount('ada', 'ada-l');
      expect((await claim('ada@example.com', { as: BOB })).state).toBe(
        'pending',
      );
    });

    it('stay one, however often they are made, until they are declined', async () => {
      const made = await claim('home@example.com');
      expect(await claim('HOME@example.com')).toEqual(made);
      await decide(made.id, 'declined');
      expect((await claim('home@example.com')).id).not.toBe(made.id);
      expect((await ownOf(ADA)).items).toHaveLength(2);
    });

    it('are not taken in any number, of addresses that are nobody’s own, or from whoever is no User', async () => {
      await claim('root@localhost', { status: 400 });
      await claim('nobody', { status: 400 });
      await claim('x@x.org', { as: 'service', status: 400 });
      await claim('x@x.org', { as: 'user:default/stranger', status: 400 });
      for (let index = 0; index < 20; index++) {
        await claim(`mine${index}@x.org`);
      }
      await claim('one-too-many@x.org', { status: 400 });
      expect(await knex('person_claims')).toHaveLength(20);
    });

    it('are audited by id, without addresses; one that is not there is none', async () => {
      const made = await claim('home@example.com');
      await decide(made.id, 'approved');
      await decide('99999', 'approved', 404);
      expect(served.audited).toEqual([
        JSON.stringify(['claim-add', 'success', {}, { meta: { id: made.id } }]),
        JSON.stringify([
          'claim-decide',
          'success',
          {},
          { meta: { id: made.id } },
        ]),
        expect.stringContaining('["claim-decide","fail"'),
      ]);
    });
  });
});
