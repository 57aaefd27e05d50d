import { TestDatabases } from '@backstage/backend-test-utils';
import {
  gitActivityPersonReadPermission,
  gitActivitySubjectReadPermission,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import {
  createLedger,
  LedgerSeed,
  SeedCommit,
  seedLedger,
  shaOf,
} from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';
import { PrivacyRules } from './Discretion';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

let shas = 0;
const commit = (
  author: string,
  fields: Partial<SeedCommit> = {},
): SeedCommit => ({
  repository: 'till',
  sha: shaOf(++shas),
  author,
  at: '2026-03-02T12:34:56+05:30',
  ...fields,
});
const user = (name: string) => `user:default/${name}` as const;
const TILL = 'component:default/till';

const SEED: LedgerSeed = {
  people: {
    Ann: { userEntityRef: user('ann'), name: 'Ann Archer' },
    Ben: { userEntityRef: user('ben'), name: 'Ben Bold' },
    Guest: {},
    robot: { bot: true },
  },
  repositories: { till: { entityRefs: [TILL] } },
  commits: [
    commit('Ann', { coAuthors: ['Ben'], subject: 'Count coins' }),
    commit('Ben', { coAuthors: ['Ann'] }),
    commit('Ben'),
    commit('Guest'),
    commit('robot'),
  ],
};

const CATALOG = new SecretiveCatalog([
  entityOf(TILL),
  entityOf(user('ann')),
  entityOf(user('ben')),
  entityOf('group:default/pair', { hasMember: [user('ann'), user('ben')] }),
]);

const MARCH = 'from=2026-03-01&to=2026-03-31';

describe.each(databases.eachSupportedId())(
  'what is told of single people (%s)',
  databaseId => {
    let database: Knex;
    let personIds: Record<string, number>;
    const served: ServedApi[] = [];
    const looks: unknown[] = [];

    beforeAll(async () => {
      database = await createLedger(databases, databaseId);
      ({ personIds } = await seedLedger(database, SEED));
    });

    afterEach(async () => {
      await Promise.all(served.splice(0).map(api => api.close()));
      await database('privacy_marks').delete();
      looks.length = 0;
    });

    const serve = async (
      privacy: Partial<PrivacyRules>,
      denied: string[] = [],
    ) => {
      const api = await serveApi({
        database,
        catalog: CATALOG,
        privacy,
        denied,
        auditor: {
          createEvent: async ({ eventId, meta }) => {
            looks.push({ eventId, ...meta });
            return { success: async () => {}, fail: async () => {} };
          },
        },
      });
      served.push(api);
      return async (
        path: string,
        as: `user:${string}` | 'service' = user('ann'),
        method = 'GET',
      ) => {
        const response = await api.call(path, { as, method });
        const text = await response.text();
        const body = text && JSON.parse(text);
        return { status: response.status, body, text };
      };
    };
    const ROUTES = ['calendar', 'people', 'commits', 'breakdown', 'rhythm'];

    it('is everything where people are named, and that somebody looked goes to the auditor, once', async () => {
      const ask = await serve({});
      const path = `/commits?${MARCH}&person=${user('ben')}`;
      expect((await ask(path)).body.items).toHaveLength(3);
      await ask(path);
      await ask(`/calendar?${MARCH}&person=${user('ann')}`);
      await ask(`/calendar?${MARCH}`);
      expect(looks).toEqual([
        {
          eventId: 'individual-activity-read',
          viewer: user('ann'),
          personIds: [],
          userEntityRefs: [user('ben')],
        },
      ]);
    });

    it.each([
      ['only oneself is', { people: 'self' as const }, []],
      [
        'one may not read who people are',
        {},
        [gitActivityPersonReadPermission.name],
      ],
    ])(
      'is oneself where %s named, and of others what they did together',
      async (_, privacy, denied) => {
        const ask = await serve(privacy, denied);
        const people = await ask(`/people?${MARCH}`);
        expect(people.body.items).toMatchObject([{ name: 'Ann Archer' }]);
        const calendar = await ask(`/calendar?${MARCH}`);
        expect(calendar.body.totals).toMatchObject({ commits: 4, people: 3 });
        const own = await ask(`/calendar?${MARCH}&person=${user('ann')}`);
        expect(own.body.totals.commits).toBe(2);
        const { body, text } = await ask(`/commits?${MARCH}&bots=include`);
        expect(body.items).toHaveLength(5);
        expect(text).not.toMatch(/Ben|Guest|ben/);
        const ofOthers = body.items.filter(
          ({ author }: { author: { withheld?: boolean } }) => author.withheld,
        );
        expect(ofOthers).toHaveLength(3);
        for (const one of ofOthers)
          expect(one).not.toHaveProperty('authoredAt');
        expect(looks).toEqual([]);

        const pages: string[] = [];
        const places: string[] = [];
        let cursor = '';
        do {
          const page = await ask(`/commits?${MARCH}&limit=1${cursor}`);
          pages.push(page.body.items[0].sha);
          const { nextCursor } = page.body;
          cursor = nextCursor ? `&cursor=${nextCursor}` : '';
          if (nextCursor && page.body.items[0].author.withheld) {
            places.push(Buffer.from(nextCursor, 'base64url').toString());
          }
        } while (cursor);
        const all = await ask(`/commits?${MARCH}`);
        expect(pages).toEqual(
          all.body.items.map(({ sha }: { sha: string }) => sha),
        );
        expect(pages).toHaveLength(4);
        // Where a page ends does not tell when somebody worked
        expect(places.length).toBeGreaterThan(0);
        expect(places.join()).not.toContain('authoredAt');
      },
    );

    it('is refused for everybody else, by ref, by id and by the team they are in, whether there is such a person or not', async () => {
      const ask = await serve({ people: 'self' });
      const refusals = new Set<string>();
      for (const route of ROUTES) {
        for (const query of [
          `person=${user('ben')}`,
          `entityRef=${user('ben')}`,
          `person=${personIds.Ben}`,
          `person=${personIds.Guest}`,
          'person=987654',
          `person=${user('ann')}&person=${user('ben')}`,
        ]) {
          const { status, body } = await ask(`/${route}?${MARCH}&${query}`);
          expect({ route, query, status }).toMatchObject({ status: 403 });
          refusals.add(body.error.message);
        }
      }
      expect([...refusals]).toEqual([
        'What single people did is shown to themselves only',
      ]);
      const members = await ask(
        `/calendar?${MARCH}&entityRef=group:default/pair&lens=members`,
      );
      expect(members.status).toBe(403);
      expect((await ask(`/rhythm?${MARCH}`)).status).toBe(403);
      expect((await ask(`/rhythm?${MARCH}&person=${user('ann')}`)).status).toBe(
        200,
      );
    });

    it('is nobody, and not oneself, where only teams are told of', async () => {
      const ask = await serve({
        people: 'team',
        minimumTeamSize: 5,
        ownActivity: false,
      });
      for (const route of ROUTES) {
        const { status, text } = await ask(
          `/${route}?${MARCH}&person=${user('ann')}`,
        );
        expect({ route, status }).toEqual({ route, status: 403 });
        expect(text).toContain('What single people did is not shown here');
      }
      expect((await ask(`/commits?${MARCH}`)).status).toBe(403);
      expect((await ask(`/people?${MARCH}`)).status).toBe(403);
    });

    it.each([
      ['configuration', { optOut: [user('ben')] }],
      ['themselves', {}],
    ])('is nothing by name of who opted out, by %s', async (by, privacy) => {
      if (by === 'themselves') {
        await database('privacy_marks').insert({
          user_entity_ref: user('ben'),
          marked_by: user('ben'),
          marked_at: new Date(),
        });
      }
      const ask = await serve(privacy);
      expect((await ask(`/calendar?${MARCH}`)).body.totals.commits).toBe(4);
      const { text } = await ask(`/commits?${MARCH}`);
      expect(text).toContain('Guest');
      expect(text).not.toMatch(/Ben|ben/);
      expect((await ask(`/people?${MARCH}`)).text).not.toMatch(/Ben|ben/);
      const refused = await ask(`/calendar?${MARCH}&person=${user('ben')}`);
      expect(refused.status).toBe(403);
      expect(refused.text).toContain('is shown to nobody else');
      const members = await ask(
        `/calendar?${MARCH}&entityRef=group:default/pair&lens=members`,
      );
      expect(members.body.totals.commits).toBe(2);
      const own = await ask(
        `/calendar?${MARCH}&person=${user('ben')}`,
        user('ben'),
      );
      expect(own.body.totals.commits).toBe(3);
    });

    it('is no longer told by name once somebody says so, and is again when they take that back', async () => {
      const ask = await serve({});
      const seesBen = async () => {
        const { text } = await ask(`/commits?${MARCH}`);
        return text.includes('Ben');
      };
      expect(await seesBen()).toBe(true);
      for (let time = 0; time < 2; time++) {
        expect((await ask('/me/opt-out', user('ben'), 'PUT')).status).toBe(204);
      }
      expect(await seesBen()).toBe(false);
      const { body } = await ask('/me', user('ben'));
      expect(body.optedOut).toEqual({ byMe: true, byOthers: false });
      await ask('/me/opt-out', user('ben'), 'DELETE');
      expect(await seesBen()).toBe(true);
    });

    it('is all that is stored, to oneself', async () => {
      const ask = await serve({ people: 'team', optOut: [user('ann')] });
      const { body } = await ask('/me');
      expect(body).toMatchObject({
        userEntityRef: user('ann'),
        name: 'Ann Archer',
        optedOut: { byMe: false, byOthers: true },
      });
      expect(body.authors).toEqual([
        expect.objectContaining({ name: 'Ann', accounts: [] }),
      ]);
      expect((await ask('/me', 'service')).status).toBe(403);
    });

    it('has no subject lines for those who may not read them', async () => {
      const ask = await serve({}, [gitActivitySubjectReadPermission.name]);
      const { body, text } = await ask(`/commits?${MARCH}`);
      expect(body.items).toHaveLength(4);
      expect(text).not.toContain('Count coins');
    });

    it('is nobody to services, where only oneself is named', async () => {
      const ask = await serve({ people: 'self' });
      expect((await ask(`/people?${MARCH}`, 'service')).body.items).toEqual([]);
    });
  },
);
