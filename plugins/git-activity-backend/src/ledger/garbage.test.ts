import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { expectConsistentLedger } from '../__testUtils__/ledgerState';
import { createLedger, seedLedger, shaOf } from '../__testUtils__/seedLedger';
import { collectGarbage } from './garbage';
import { holdCommits } from './commits';
import { CountChanges } from './CountChanges';
import { dropScopes, HolderSets } from './holderSets';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const { signal } = new AbortController();
const DAY_MS = 24 * 60 * 60_000;

describe('collecting garbage', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      await seedLedger(knex, {
        people: { alice: {}, bob: {}, carol: {} },
        repositories: { a: {}, b: {} },
        commits: [
          ...[1, 2, 3].map(number => ({
            repository: 'a',
            sha: shaOf(number),
            author: 'alice',
            coAuthors: ['carol'],
            at: '2026-03-01T12:00:00Z',
          })),
          ...[3, 4].map(number => ({
            repository: 'b',
            sha: shaOf(number),
            author: number === 3 ? 'alice' : 'bob',
            coAuthors: number === 3 ? ['carol'] : [],
            at: '2026-03-01T12:00:00Z',
          })),
        ],
      });
    });

    async function drop(name: string): Promise<void> {
      const { id } = await knex('scopes')
        .join('repositories', 'repositories.scope_id', 'scopes.id')
        .where({ url: `https://git.example.com/${name}` })
        .first('scopes.id as id');
      await knex.transaction(trx => dropScopes(trx, [id]));
      await knex('repositories')
        .where({ scope_id: id })
        .update({ scope_id: null, commit_count: 0 });
    }

    const shas = () => knex('commits').orderBy('sha').pluck('sha');

    it('leaves what somebody holds', async () => {
      await collectGarbage({ knex, signal });
      await expect(shas()).resolves.toHaveLength(4);
      await expect(knex('authors').select()).resolves.toHaveLength(3);
      await expectConsistentLedger(knex);
    });

    it('deletes what nobody holds any more, with all that is derived from it', async () => {
      await drop('a');
      await expectConsistentLedger(knex);
      await collectGarbage({ knex, signal });
      await expect(shas()).resolves.toEqual([shaOf(3), shaOf(4)]);
      await expectConsistentLedger(knex);
      await drop('b');
      await collectGarbage({ knex, signal });
      await expect(shas()).resolves.toEqual([]);
      await expect(knex('holder_sets').select()).resolves.toEqual([]);
      await expect(knex('daily_counts').select()).resolves.toEqual([]);
    });

    it('deletes sets whose commits are all in others by now', async () => {
      const [before] = await knex('commits').where({ sha: shaOf(3) });
      const scopes = await knex('scopes').orderBy('id').pluck('id');
      const [{ id: repository_id }] = await knex('repositories')
        .insert({
          url: 'https://git.example.com/c',
          source_id: 'git',
          due_at: new Date(),
        })
        .returning('id');
      const [{ id: scope }] = await knex('scopes')
        .insert({ repository_id })
        .returning('id');
      await knex.transaction(async trx => {
        const sets = new HolderSets(trx);
        const changes = new CountChanges();
        const commits = [before];
        await holdCommits(trx, { scopeId: scope, sets, changes, commits });
        await changes.write(trx);
      });
      const [after] = await knex('commits').where({ sha: shaOf(3) });

      await collectGarbage({ knex, signal });

      const left: number[] = await knex('holder_sets').pluck('id');
      expect(left).not.toContain(before.set_id);
      expect(left).toContain(after.set_id);
      expect(
        await knex('holder_set_scopes')
          .where({ set_id: after.set_id })
          .orderBy('scope_id')
          .pluck('scope_id'),
      ).toEqual([...scopes, scope]);
      expect(await knex('holder_set_scopes').pluck('set_id')).not.toContain(
        before.set_id,
      );
    });

    it('deletes authors and people of no commit, a day after they were of none', async () => {
      const now = Date.now();
      await drop('b');
      await collectGarbage({ knex, signal, now: new Date(now) });
      await expect(knex('authors').select()).resolves.toHaveLength(3);
      const later = new Date(now + DAY_MS);
      await collectGarbage({ knex, signal, now: later });
      const names = await knex('authors').orderBy('name').pluck('name');
      expect(names).toEqual(['alice', 'carol']);
      await expect(knex('people').select()).resolves.toHaveLength(2);
    });

    it('does so although the clock was a year ahead when it last looked', async () => {
      const now = Date.now();
      const year = 365 * DAY_MS;
      await drop('b');
      await collectGarbage({ knex, signal, now: new Date(now + year) });
      await collectGarbage({ knex, signal, now: new Date(now) });
      await expect(knex('authors').select()).resolves.toHaveLength(3);
      await collectGarbage({ knex, signal, now: new Date(now + DAY_MS) });
      await expect(knex('authors').select()).resolves.toHaveLength(2);
    });

    it('does not take an author away from whoever has just entered it', async () => {
      const now = Date.now();
      await collectGarbage({ knex, signal, now: new Date(now) });
      const [{ id }] = await knex('people')
        .insert({ key: 'x' })
        .returning('id');
      await knex('authors').insert({
        name: 'New',
        email: 'new@example.com',
        email_key: 'new@example.com',
        person_id: id,
        stranger_id: id,
      });
      await collectGarbage({ knex, signal, now: new Date(now + DAY_MS) });
      await expect(
        knex('authors').where({ name: 'New' }).select(),
      ).resolves.toHaveLength(1);
    });
  });
});
