import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { SourceCommit } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { MemorySource } from '../__testUtils__/MemorySource';
import { createRandom } from '../__testUtils__/random';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';
import { recordRepository, syncNow } from '../__testUtils__/syncNow';
import { BotMatcher } from '../people/bots';
import { PeopleResolver } from '../people/PeopleResolver';
import { CatalogUser, recordUsers } from '../people/users';
import { deleteOrphans, ORPHAN_GRACE_MS } from '../repositories/orphans';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(180_000);

const INSIDER = 'user:default/insider';
const OUTSIDER = 'user:default/outsider';
const VISIBLE = ['api', 'web'];
/** `fork` has much in common with the others, whatever heads they are at. */
const HIDDEN = ['fork', 'vault'];
const VISIBLE_USERS = ['alice', 'bob'];
/** Of two addresses each, which nothing but the User makes one person. */
const HIDDEN_USERS = ['carol', 'dave'];
/** Besides them `erin`, who writes nothing but what is hidden. */
const AUTHORS = [
  ...[...VISIBLE_USERS, ...HIDDEN_USERS].flatMap(name => [name, `${name}/2`]),
  'frank',
  'release-bot',
];
const GROUP = 'group:default/all';
const HIDDEN_GROUP = 'group:default/hidden';
const COMMIT_COUNT = 40;
const EVENT_COUNT = 5;
const MARCH = 'from=2026-03-01&to=2026-03-31';
/** An id that nothing has. */
const ABSENT = '987654321';

const urlOf = (name: string) => `https://git.example.com/${name}`;
const componentOf = (name: string) => `component:default/${name}`;
const userOf = (name: string) => `user:default/${name}`;
const authorOf = (name: string) => ({
  name,
  email: `${name.replace('/', '.')}@example.com`,
});

/** A group with a group below it that owns as much, and with a hidden one if there is anything hidden. */
function groupsOf(components: string[]): Entity[] {
  const ownerOf = [...components].sort();
  const isSecretive = components.includes(componentOf(HIDDEN[0]));
  return [
    entityOf(GROUP, {
      ownerOf,
      parentOf: [...(isSecretive ? [HIDDEN_GROUP] : []), 'group:default/below'],
    }),
    entityOf('group:default/below', { ownerOf }),
    ...(isSecretive ? [entityOf(HIDDEN_GROUP, { ownerOf })] : []),
  ];
}

/** Something that happens to a portal; what is hidden does not happen where there is no such thing. */
interface Happening {
  isHidden: boolean;
  happen: (portal: Portal) => Promise<unknown>;
}

function makeUpCommits(random: () => number): SourceCommit[] {
  const pick = <T>(choices: T[]): T =>
    choices[Math.floor(random() * choices.length)];
  const commits: SourceCommit[] = [];
  const add = (authors: string[], recent: string[]) => {
    const author = pick(authors);
    const coAuthors = random() < 0.4 ? [pick(authors), pick(authors)] : [];
    const parents =
      recent.length > 0
        ? [pick(recent), ...(random() < 0.2 ? [pick(recent)] : [])]
        : [];
    commits.push({
      sha: shaOf(commits.length + 1),
      parents: [...new Set(parents)],
      author: authorOf(author),
      coAuthors: coAuthors.map(authorOf),
      authoredAt:
        random() < 0.05
          ? undefined
          : Date.UTC(2026, 2, 1 + Math.floor(random() * 20)) / 1000,
      utcOffset: 0,
      committedAt: 1_770_000_000,
      subject: `Change ${commits.length + 1}`,
    });
  };
  while (commits.length < COMMIT_COUNT) {
    add(
      AUTHORS,
      commits.slice(-6).map(({ sha }) => sha),
    );
  }
  // What only hidden repositories hold, beginning from what others hold, too
  const shared = commits.map(({ sha }) => sha);
  for (let index = 0; index < 10; index++) {
    add(
      [...AUTHORS, 'erin'],
      index === 0 ? [pick(shared)] : [commits[commits.length - 1].sha],
    );
  }
  return commits;
}

/** What happens to a portal, in an order that is the same in every world. */
function makeUpHappenings(random: () => number): {
  before: Happening[];
  then: Happening[];
} {
  const pick = <T>(choices: T[]): T =>
    choices[Math.floor(random() * choices.length)];
  const sync = (name: string, head: number): Happening => ({
    isHidden: HIDDEN.includes(name),
    happen: portal => portal.sync(name, shaOf(head)),
  });
  const changeUser = (name: string, known: boolean, title: string) => ({
    isHidden: HIDDEN_USERS.includes(name),
    happen: (portal: Portal) => portal.changeUser(name, known && title),
  });
  const anyHead = () => 15 + Math.floor(random() * (COMMIT_COUNT - 15));
  const choices: Array<() => Happening> = [
    () => sync(pick(VISIBLE), anyHead()),
    () => sync('fork', anyHead()),
    () => sync('vault', COMMIT_COUNT + 10 - Math.floor(random() * 4)),
    () => changeUser(pick(HIDDEN_USERS), random() < 0.6, `H${random()}`),
    () => changeUser(pick(VISIBLE_USERS), random() < 0.7, `V${random()}`),
    () => ({ isHidden: true, happen: portal => portal.spoilHidden(random()) }),
  ];
  return {
    before: [
      ...[...VISIBLE_USERS, ...HIDDEN_USERS].map(name =>
        changeUser(name, true, name),
      ),
      ...[...HIDDEN, ...VISIBLE].map(name => sync(name, anyHead())),
    ],
    then: [
      // What shows nothing must at least happen
      sync('fork', anyHead()),
      changeUser(HIDDEN_USERS[0], false, ''),
      ...Array.from({ length: EVENT_COUNT }, () => pick(choices)()),
      { isHidden: true, happen: portal => portal.forget('fork') },
    ],
  };
}

/** A portal whose ledger is written as it is in production, and which is asked over HTTP. */
class Portal {
  readonly #knex: Knex;
  readonly #source: MemorySource;
  readonly #users = new Map<string, CatalogUser>();
  readonly ids: Record<string, number> = {};
  readonly api: ServedApi;

  static async create(options: {
    knex: Knex;
    commits: SourceCommit[];
    repositories: string[];
    users: string[];
  }): Promise<Portal> {
    const { knex, repositories, users } = options;
    const secrets = Object.fromEntries(
      [
        HIDDEN_GROUP,
        ...HIDDEN.map(componentOf),
        ...HIDDEN_USERS.map(userOf),
      ].map(ref => [ref, [INSIDER]]),
    );
    const api = await serveApi({
      database: knex,
      catalog: new SecretiveCatalog(
        [
          ...[...repositories.map(componentOf), ...users.map(userOf)].map(ref =>
            entityOf(ref),
          ),
          ...groupsOf(repositories.map(componentOf)),
        ],
        secrets,
      ),
    });
    const portal = new Portal(knex, api, options.commits);
    for (const name of repositories) {
      portal.ids[name] = await recordRepository(knex, {
        url: urlOf(name),
        entityRef: componentOf(name),
      });
    }
    await portal.plan();
    return portal;
  }

  private constructor(knex: Knex, api: ServedApi, commits: SourceCommit[]) {
    this.#knex = knex;
    this.api = api;
    this.#source = new MemorySource({ commits });
  }

  async sync(name: string, head: string): Promise<void> {
    const mailmap =
      name === 'web' || name === 'fork'
        ? [{ author: authorOf('carol/2'), mapped: authorOf('bob') }]
        : [];
    this.#source.histories.set(urlOf(name), { head, mailmap });
    await syncNow(this.#knex, { source: this.#source, url: urlOf(name) });
    // When it was is another moment in each world.
    await this.#knex('repositories')
      .where({ url: urlOf(name) })
      .update({ synced_at: new Date('2026-03-22T12:00:00Z') });
    await this.#knex('removed_commits').update({
      removed_at: new Date('2026-03-22T12:00:00Z'),
    });
    await this.plan();
  }

  /** When what is due is another moment in each world, too. */
  async plan(): Promise<void> {
    const due_at = new Date('2099-01-01T00:00:00Z');
    await this.#knex('repositories').update({ due_at });
  }

  /** @param title - what the catalog calls them; false if they are gone */
  async changeUser(name: string, title: string | false): Promise<void> {
    this.#users.delete(name);
    if (title !== false) {
      this.#users.set(name, {
        entityRef: userOf(name),
        name: title,
        emails: [authorOf(name).email, authorOf(`${name}/2`).email],
        accounts: [],
      });
    }
    await this.#knex.transaction(trx =>
      recordUsers(trx, [...this.#users.values()]),
    );
    await new PeopleResolver({
      knex: this.#knex,
      bots: new BotMatcher(),
      logger: mockServices.logger.mock(),
    }).resolve(new AbortController().signal);
  }

  /** Hidden entities have problems, and stand behind visible repositories, too. */
  async spoilHidden(luck: number): Promise<void> {
    await this.#knex('entity_problems')
      .insert({ entity_ref: componentOf('fork'), message: `Because ${luck}` })
      .onConflict('entity_ref')
      .merge();
    await this.#knex('repository_entities')
      .insert({
        entity_ref: componentOf('vault'),
        repository_id: this.ids.api,
      })
      .onConflict()
      .ignore();
    await this.#knex('repositories')
      .where({ id: this.ids.vault })
      .update({
        error_kind: 'broken',
        error_message: `Because ${luck}`,
        held_back_until: new Date(Date.now() + 3_600_000),
        version: this.#knex.raw('version + 1'),
      });
  }

  async forget(name: string): Promise<void> {
    await this.#knex('repository_entities')
      .where({ repository_id: this.ids[name] })
      .delete();
    await this.#knex('repositories')
      .where({ id: this.ids[name] })
      .update({ orphaned_at: new Date(0) });
    await deleteOrphans({
      knex: this.#knex,
      now: new Date(ORPHAN_GRACE_MS + 1),
      signal: new AbortController().signal,
    });
  }

  /** Ids that nobody but the insider may know: of hidden repositories, hidden Users, and who is only in hidden repositories. */
  async findSecretIds(): Promise<string[]> {
    const users = await this.#knex('people')
      .whereIn('user_entity_ref', HIDDEN_USERS.map(userOf))
      .pluck('id');
    const strangers = await this.#knex('authors')
      .where({ name: 'erin' })
      .pluck('person_id');
    return [...users, ...strangers].map(String);
  }
}

/** Writes down what a caller is told, with a name in place of each id: the first id is always #1, whatever it is. */
class Transcript {
  readonly lines: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #portal: Portal;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  async ask(path: string, as: `user:${string}` = OUTSIDER) {
    const response = await this.#portal.api.call(path, {
      as,
      method: path.endsWith('/sync') ? 'POST' : 'GET',
    });
    const { status, headers } = response;
    return { status, headers, body: await response.text() };
  }

  async note(path: string, as?: `user:${string}`): Promise<void> {
    const { status, headers, body } = await this.ask(path, as);
    const show: Record<string, (value: string) => unknown> = {
      etag: value => this.#name('etag', value),
      'git-activity-export': value => JSON.parse(value, this.#conceal()),
    };
    const shown = [...headers]
      // How long an answer is depends on how long ids are
      .filter(([name]) => !['date', 'content-length'].includes(name))
      .map(([name, value]) => [name, show[name]?.(value) ?? value]);
    const isLines = headers.get('content-type')?.includes('ndjson');
    const told = JSON.parse(
      isLines ? `[${body.trim().replaceAll('\n', ',')}]` : body,
      this.#conceal(),
    );
    this.lines.push(JSON.stringify({ path, status, shown, told }));
  }

  /** Notes what is answered about an id that is hidden, or that nothing has. */
  async noteOfId(path: (id: string) => string, id: string): Promise<void> {
    const { status, body } = await this.ask(path(id));
    const told = JSON.parse(body);
    delete told.request;
    this.lines.push(
      JSON.stringify({ status, told }).replaceAll(`'${id}'`, "'the id'"),
    );
  }

  #conceal(): (this: object, key: string, value: unknown) => unknown {
    const nameOf = (kind: string, value: string) => this.#name(kind, value);
    return function conceal(key, value) {
      if (typeof value !== 'string') return value;
      if (key === 'id') return nameOf('bot' in this ? 'who' : 'where', value);
      if (key === 'personId') return nameOf('who', value);
      if (key === 'repositoryId') return nameOf('where', value);
      return ['revision', 'nextCursor'].includes(key)
        ? nameOf(key, value)
        : value;
    };
  }

  #name(kind: string, value: string): string {
    const key = `${kind} ${value}`;
    const name = this.#names.get(key) ?? `#${this.#names.size + 1}`;
    this.#names.set(key, name);
    return name;
  }
}

const PATHS = [
  ...['calendar', 'people', 'commits'].flatMap(route => [
    `/${route}?${MARCH}&bots=include&merges=include`,
    `/${route}?${MARCH}&entityRef=component:default/api`,
  ]),
  `/calendar?${MARCH}`,
  `/commits?${MARCH}&limit=7`,
  ...[...VISIBLE_USERS, ...HIDDEN_USERS].flatMap(name => [
    `/calendar?${MARCH}&person=${userOf(name)}`,
    `/commits?${MARCH}&entityRef=${userOf(name)}`,
  ]),
  `/breakdown?${MARCH}&bots=include`,
  `/breakdown/parts?${MARCH}&bots=include&entityRef=${GROUP}`,
  `/breakdown/parts?${MARCH}&entityRef=${GROUP}&search=hidden`,
  `/breakdown/parts?${MARCH}&entityRef=${HIDDEN_GROUP}`,
  `/rhythm?${MARCH}&bots=include`,
  `/people?${MARCH}&search=${HIDDEN_USERS[0]}`,
  `/people?${MARCH}&search=user:default`,
  `/rhythm?${MARCH}&person=${userOf('bob')}`,
  `/breakdown?${MARCH}&entityRef=${userOf('bob')}&limit=1`,
  // Of commits that are visible now and then, and of ten that are never
  ...[1, 20, 30, COMMIT_COUNT, COMMIT_COUNT + 1, COMMIT_COUNT + 9].map(
    number => `/commits/${shaOf(number)}/explanation?${MARCH}`,
  ),
  `/commits/${shaOf(25)}/explanation?${MARCH}&person=${userOf('bob')}`,
  `/commits/${shaOf(COMMIT_COUNT + 3).slice(0, 39)}/explanation`,
  `/export?${MARCH}&format=ndjson`,
  `/export?${MARCH}&format=ndjson&rows=commits&bots=include`,
  '/repositories',
  '/repositories?limit=1',
  ...HIDDEN.flatMap(name => [
    `/calendar?${MARCH}&entityRef=${componentOf(name)}`,
    `/repositories?entityRef=component:default/api&entityRef=${componentOf(
      name,
    )}`,
  ]),
];

const encode = (place: unknown) =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** Of ids that are someone's who is hidden, or nobody's. */
const PATHS_OF_PEOPLE: Array<(id: string) => string> = [
  id => `/calendar?${MARCH}&person=${id}`,
  id => `/commits?${MARCH}&entityRef=component:default/api&person=${id}`,
];
const PATHS_OF_REPOSITORIES: Array<(id: string) => string> = [
  id => `/calendar?${MARCH}&repository=${id}`,
  id => `/commits?${MARCH}&entityRef=component:default/api&repository=${id}`,
  id => `/repositories/${id}/sync`,
  id => `/repositories?cursor=${encode({ id: Number(id) })}`,
];

async function interview(transcript: Transcript, portal: Portal) {
  for (const path of PATHS) {
    await transcript.note(path);
  }
  const people = await transcript.ask(`/people?${MARCH}`);
  for (const { id } of JSON.parse(people.body).items) {
    const { status, body } = await transcript.ask(
      `/calendar?${MARCH}&person=${id}`,
    );
    const { days, totals, excluded } = JSON.parse(body);
    transcript.lines.push(JSON.stringify({ status, days, totals, excluded }));
  }
  const secrets = await portal.findSecretIds();
  const ids = secrets.length > 0 ? secrets : [ABSENT];
  for (const path of PATHS_OF_PEOPLE) {
    const told = new Transcript(portal);
    for (const id of ids) {
      await told.noteOfId(path, id);
    }
    transcript.lines.push(...new Set(told.lines));
  }
  for (const path of PATHS_OF_REPOSITORIES) {
    for (const name of HIDDEN) {
      await transcript.noteOfId(path, String(portal.ids[name] ?? ABSENT));
    }
  }
}

describe.each(databases.eachSupportedId())(
  'what is hidden (%s)',
  databaseId => {
    /** What callers are told in a world with what is hidden, or without. */
    async function tell(seed: number, withHidden: boolean) {
      const random = createRandom(seed);
      const commits = makeUpCommits(random);
      const { before, then } = makeUpHappenings(random);
      const portal = await Portal.create({
        knex: await createLedger(databases, databaseId),
        commits,
        repositories: [...(withHidden ? HIDDEN : []), ...VISIBLE],
        users: [...VISIBLE_USERS, ...(withHidden ? HIDDEN_USERS : [])],
      });
      const outsider = new Transcript(portal);
      const insider = new Transcript(portal);
      const live = async ({ isHidden, happen }: Happening) => {
        if (withHidden || !isHidden) {
          await happen(portal);
        }
      };
      for (const happening of before) {
        await live(happening);
      }
      await interview(outsider, portal);
      for (const happening of then) {
        await live(happening);
        await interview(outsider, portal);
      }
      await insider.note(`/calendar?${MARCH}`, INSIDER);
      await insider.note(`/people?${MARCH}`, INSIDER);
      await portal.api.close();
      return { outsider: outsider.lines, insider: insider.lines };
    }

    it.each([1, 2])(
      'is to whoever may not see it as if it had never been (seed %s)',
      async seed => {
        const withHidden = await tell(seed, true);
        const without = await tell(seed, false);
        const different = withHidden.outsider.findIndex(
          (line, index) => line !== without.outsider[index],
        );
        expect(withHidden.outsider[different]).toBe(
          without.outsider[different],
        );
        expect(withHidden.outsider).toHaveLength(without.outsider.length);
        expect(withHidden.insider).not.toEqual(without.insider);
      },
    );
  },
);
