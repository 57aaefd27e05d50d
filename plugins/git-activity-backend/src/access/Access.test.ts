import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { InputError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { createLedger, seedLedger } from '../__testUtils__/seedLedger';
import { Access, SelectionRequest } from './Access';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const INSIDER = 'user:default/insider';

/** Two teams below a department, what they own, and a domain of systems. */
const ENTITIES = [
  entityOf('component:default/api'),
  entityOf('component:default/web'),
  entityOf('component:default/docs'),
  entityOf('component:default/secret'),
  entityOf('component:default/none'),
  entityOf('resource:infra/cluster'),
  entityOf('system:default/shop', {
    hasPart: ['component:default/api', 'component:default/secret'],
  }),
  entityOf('system:default/infra', { hasPart: ['resource:infra/cluster'] }),
  entityOf('system:default/hidden', { hasPart: ['component:default/docs'] }),
  entityOf('domain:default/sub', { hasPart: ['system:default/infra'] }),
  entityOf('domain:default/all', {
    hasPart: [
      'system:default/shop',
      'system:default/hidden',
      'domain:default/sub',
      'component:default/web',
    ],
  }),
  entityOf('group:default/department', {
    parentOf: ['group:default/front', 'group:default/back'],
  }),
  entityOf('group:default/front', {
    ownerOf: ['component:default/web', 'system:default/infra'],
    hasMember: ['user:default/alice'],
  }),
  entityOf('group:default/back', {
    childOf: ['group:default/department'],
    ownerOf: ['component:default/api', 'component:default/secret'],
    // A circle, as a catalog does not forbid
    parentOf: ['group:default/department'],
  }),
  entityOf('user:default/alice', { ownerOf: ['component:default/docs'] }),
  entityOf('user:default/bob'),
  entityOf('user:default/hidden'),
];

describe.each(databases.eachSupportedId())('access (%s)', databaseId => {
  let database: Knex;
  let catalog: SecretiveCatalog;
  let access: Access;
  let nameOf: Map<number, string>;
  let ids: Awaited<ReturnType<typeof seedLedger>>;

  beforeAll(async () => {
    database = await createLedger(databases, databaseId);
    ids = await seedLedger(database, {
      repositories: {
        api: { entityRefs: ['component:default/api'] },
        mono: {
          entityRefs: ['component:default/web', 'component:default/secret'],
        },
        docs: { entityRefs: ['component:default/docs'] },
        secret: { entityRefs: ['component:default/secret'] },
        cluster: { entityRefs: ['resource:infra/cluster'] },
        shop: { entityRefs: ['system:default/shop'] },
        orphan: {},
      },
      problems: {
        'component:default/none': 'nobody serves this URL',
        'component:default/secret': 'and this one',
      },
    });
    nameOf = new Map(
      Object.entries(ids.repositoryIds).map(([name, id]) => [id, name]),
    );
  });

  beforeEach(() => {
    catalog = new SecretiveCatalog(ENTITIES, {
      'component:default/secret': [INSIDER],
      'system:default/hidden': [INSIDER],
      'user:default/hidden': [INSIDER],
    });
    access = new Access({ database, catalog, auth: mockServices.auth() });
  });

  const select = async (
    request: SelectionRequest,
    user: string = 'user:default/guest',
  ) => {
    const {
      repositoryIds,
      viewer: _,
      ...selection
    } = await access.select(request, mockCredentials.user(user));
    return {
      ...selection,
      repositories: repositoryIds.map(id => nameOf.get(id)).sort(),
    };
  };
  const repositoriesOf = async (entityRef: string[], user?: string) =>
    (await select({ entityRef }, user)).repositories;

  it('finds the repositories of a component-like entity', async () => {
    expect(await repositoriesOf(['component:default/api'])).toEqual(['api']);
    expect(await repositoriesOf(['Resource:infra/cluster'])).toEqual([
      'cluster',
    ]);
  });

  it('finds none of an entity that has none, and the reason', async () => {
    expect(await select({ entityRef: ['component:none'] })).toEqual({
      repositories: [],
      folders: [],
      problems: [
        {
          entityRef: 'component:default/none',
          message: 'nobody serves this URL',
        },
      ],
    });
  });

  it('finds those of the parts of a system that the caller sees, and its own', async () => {
    const system = ['system:default/shop'];
    expect(await repositoriesOf(system)).toEqual(['api', 'shop']);
    expect(await repositoriesOf(system, INSIDER)).toEqual([
      'api',
      'mono',
      'secret',
      'shop',
    ]);
  });

  it('finds those of the systems, nested domains and other parts of a domain', async () => {
    const domain = ['domain:default/all'];
    expect(await repositoriesOf(domain)).toEqual([
      'api',
      'cluster',
      'mono',
      'shop',
    ]);
    expect(await repositoriesOf(domain, INSIDER)).toContain('docs');
  });

  it('finds what a group and its nested groups own, though they form a circle', async () => {
    expect(await repositoriesOf(['group:default/front'])).toEqual(['mono']);
    expect(await repositoriesOf(['group:default/department'])).toEqual([
      'api',
      'mono',
    ]);
    expect(await repositoriesOf(['group:default/back'], INSIDER)).toEqual([
      'api',
      'mono',
      'secret',
    ]);
  });

  it('joins several entities', async () => {
    expect(
      await repositoriesOf([
        'component:default/docs',
        'component:default/web',
        'component:default/docs',
      ]),
    ).toEqual(['docs', 'mono']);
  });

  it('selects everything that the caller sees if no entity is named', async () => {
    expect(await select({})).toEqual({
      repositories: ['api', 'cluster', 'docs', 'mono', 'shop'],
      folders: [],
      problems: [
        expect.objectContaining({ entityRef: 'component:default/none' }),
      ],
    });
    const insight = await select({}, INSIDER);
    expect(insight.repositories).toContain('secret');
    expect(insight.problems).toHaveLength(2);
  });

  it('takes a user for what that person did anywhere', async () => {
    const everywhere = ['api', 'cluster', 'docs', 'mono', 'shop'];
    const { repositories, people } = await select({
      entityRef: ['user:default/alice'],
    });
    expect(repositories).toEqual(everywhere);
    expect(people).toEqual({
      users: ['user:default/alice'],
      filter: undefined,
      repositoryIds: everywhere
        .map(name => ids.repositoryIds[name])
        .sort((a, b) => a - b),
    });
  });

  it('takes users among other entities for what they did there', async () => {
    expect(
      await select({
        entityRef: ['component:api', 'user:bob', 'user:alice'],
      }),
    ).toMatchObject({
      repositories: ['api'],
      people: { users: ['user:default/bob', 'user:default/alice'] },
    });
  });

  it('does not find a User whom the caller cannot see', async () => {
    for (const name of ['hidden', 'absent']) {
      await expect(
        select({ person: [`user:default/${name}`] }),
      ).rejects.toThrow(`There is no entity 'user:default/${name}'`);
    }
    const person = ['user:default/hidden'];
    expect((await select({ person }, INSIDER)).people?.filter).toEqual({
      personIds: [],
      userEntityRefs: person,
    });
  });

  it('remembers for a while what a caller may see, and tells nobody else', async () => {
    await select({ entityRef: ['component:default/api'] });
    const before = catalog.requests;
    await select({ entityRef: ['component:default/api'] });
    expect(catalog.requests).toBe(before);
    await select({ entityRef: ['component:default/api'] }, INSIDER);
    expect(catalog.requests).toBeGreaterThan(before);
  });

  it('narrows a selection down to repositories', async () => {
    const { api, mono, docs } = ids.repositoryIds;
    const repository = [api, docs].map(String);
    expect((await select({ repository })).repositories).toEqual([
      'api',
      'docs',
    ]);
    expect(
      (await select({ repository, entityRef: ['group:department'] }))
        .repositories,
    ).toEqual(['api']);
    // Behind an entity that the caller sees and one that they do not
    expect((await select({ repository: [String(mono)] })).repositories).toEqual(
      ['mono'],
    );
  });

  it.each([
    ['a hidden entity', { entityRef: ['component:default/secret'] }],
    ['one among others', { entityRef: ['component:api', 'system:hidden'] }],
    ['an entity that is not there', { entityRef: ['component:absent'] }],
  ])('does not find %s', async (_, request) => {
    await expect(select(request)).rejects.toThrow(NotFoundError);
  });

  it('does not find a repository that only hidden entities have, or none', async () => {
    const { secret, orphan } = ids.repositoryIds;
    for (const id of [secret, orphan, 424242, 999999999999]) {
      await expect(select({ repository: [String(id)] })).rejects.toThrow(
        `There is no repository '${id}'`,
      );
    }
    const repository = [String(secret)];
    expect((await select({ repository }, INSIDER)).repositories).toEqual([
      'secret',
    ]);
  });

  it.each(['api', 'component:', ':api', 'component:a b', 'component:a/b/c'])(
    'does not take %s for an entity',
    async entityRef => {
      await expect(select({ entityRef: [entityRef] })).rejects.toThrow(
        InputError,
      );
    },
  );

  it('shows those entities of a repository that the caller sees', async () => {
    const { mono, secret } = ids.repositoryIds;
    const find = (user: string) =>
      access.findEntityRefs([mono, secret], mockCredentials.user(user));
    expect(await find('user:default/guest')).toEqual(
      new Map([[mono, ['component:default/web']]]),
    );
    expect(await find(INSIDER)).toEqual(
      new Map([
        [mono, ['component:default/secret', 'component:default/web']],
        [secret, ['component:default/secret']],
      ]),
    );
  });

  it('asks the catalog once about a component, and a few times about thousands of them', async () => {
    await select({ entityRef: ['component:default/api'] });
    expect(catalog.requests).toBe(1);

    const refs = Array.from(
      { length: 1200 },
      (_, index) => `component:many/part-${index}`,
    );
    const many = new SecretiveCatalog([
      ...refs.map(ref => entityOf(ref)),
      entityOf('system:many/large', { hasPart: refs }),
    ]);
    await seedLedger(database, {
      repositories: { large: { entityRefs: refs } },
    });
    const { repositoryIds } = await new Access({
      database,
      catalog: many,
      auth: mockServices.auth(),
    }).select({ entityRef: ['system:many/large'] }, mockCredentials.user());
    expect(repositoryIds).toHaveLength(1);
    // Its relations, and all that there are
    expect(many.requests).toBe(1 + 1);
  });
});

describe.each(databases.eachSupportedId())(
  'access to folders (%s)',
  databaseId => {
    const SECRETIVE = 'component:default/hidden';
    let access: Access;
    let monorepo: number;

    beforeAll(async () => {
      const database = await createLedger(databases, databaseId);
      const { repositoryIds } = await seedLedger(database, {
        repositories: { monorepo: {} },
      });
      monorepo = repositoryIds.monorepo;
      await database('repository_entities').insert(
        Object.entries({
          'component:default/api': ['services/api', 'libs/api'],
          'component:default/web': ['services/web'],
          'component:default/all': [''],
          [SECRETIVE]: ['services/hidden'],
        }).flatMap(([entity_ref, paths]) =>
          paths.map(path => ({ repository_id: monorepo, entity_ref, path })),
        ),
      );
      access = new Access({
        database,
        catalog: new SecretiveCatalog(
          ['api', 'web', 'all', 'hidden'].map(name =>
            entityOf(`component:default/${name}`),
          ),
          { [SECRETIVE]: [INSIDER] },
        ),
        auth: mockServices.auth(),
      });
    });

    const select = async (request: SelectionRequest) => {
      const { repositoryIds, folders } = await access.select(
        request,
        mockCredentials.user('user:default/guest'),
      );
      expect(repositoryIds).toEqual([monorepo]);
      return folders.map(({ path }) => path).sort();
    };

    it('is to the folders of the entities that are asked for', async () => {
      await expect(
        select({ entityRef: ['component:api', 'component:web'] }),
      ).resolves.toEqual(['libs/api', 'services/api', 'services/web']);
      await expect(
        select({
          entityRef: ['component:web'],
          repository: [String(monorepo)],
        }),
      ).resolves.toEqual(['services/web']);
    });

    it('is to the whole where one of them is that, or none is asked for', async () => {
      await expect(
        select({ entityRef: ['component:api', 'component:all'] }),
      ).resolves.toEqual([]);
      await expect(select({})).resolves.toEqual([]);
    });

    it('lists an entity of several folders once', async () => {
      const found = await access.findEntityRefs(
        [monorepo],
        mockCredentials.user('user:default/guest'),
      );
      expect(found.get(monorepo)).toEqual([
        'component:default/all',
        'component:default/api',
        'component:default/web',
      ]);
    });
  },
);
