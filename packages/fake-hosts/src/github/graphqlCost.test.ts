import { setUpHost } from './__testUtils__/setUpHost';

describe('costs of GraphQL', () => {
  const { github, addRepository, query } = setUpHost();
  const ofSite = (fields: string) =>
    `{ repository(owner: "acme", name: "site") { ${fields} } }`;
  const ofHead = (fields: string) =>
    ofSite(`defaultBranchRef { target { ... on Commit { ${fields} } } }`);

  it.each([
    ['one repository', ofSite('id'), 1, 0],
    [
      'a page of a history',
      ofHead('history(first: 100) { nodes { oid } }'),
      1,
      100,
    ],
    [
      'a page with people and parents',
      ofHead(`history(first: 100) { nodes {
        authors(first: 3) { nodes { name } } parents(first: 2) { totalCount }
      } }`),
      2,
      100 + 300 + 200,
    ],
    [
      'pages within pages',
      ofSite(`refs(first: 100, refPrefix: "refs/heads/") { nodes { target {
        ... on Commit { history(first: 20) { nodes { authors(first: 1) { totalCount } } } }
      } } }`),
      21,
      100 + 2000 + 2000,
    ],
  ])('charges for %s what GitHub says', async (_, text, cost, nodeCount) => {
    const { repository } = await addRepository();
    await repository.commit({});

    const { body } = await query(
      text.replace('{', '{ rateLimit { cost nodeCount remaining used } '),
    );

    expect(body.data.rateLimit).toEqual({
      cost,
      nodeCount,
      remaining: 5000 - cost,
      used: cost,
    });
    expect(github().points()).toEqual({ core: 0, graphql: cost });
    expect(github().requests).toMatchObject([{ kind: 'graphql', cost }]);
  });

  it('charges a point for a hundred heads, and nothing for a dry run', async () => {
    await addRepository();
    const heads = Array.from(
      { length: 100 },
      (_, index) =>
        `r${index}: repository(owner: "acme", name: "site") { defaultBranchRef { target { oid } } }`,
    ).join('\n');

    await query(`query Heads { ${heads} }`);
    await query('{ rateLimit(dryRun: true) { remaining } }');

    expect(github().points('me')).toEqual({ core: 0, graphql: 1 });
    expect(github().requests[0].operationName).toBe('Heads');
  });

  it('refuses a query for more than half a million nodes', async () => {
    const { body } = await query(
      ofSite(`refs(first: 100, refPrefix: "refs/heads/") { nodes { target {
        ... on Commit { history(first: 100) { nodes { authors(first: 50) { nodes { name } } } } }
      } } }`),
    );

    expect(body).toEqual({
      errors: [
        {
          type: 'MAX_NODE_LIMIT_EXCEEDED',
          message:
            'This query requests up to 510,100 possible nodes which exceeds the maximum limit of 500,000.',
        },
      ],
    });
  });
});
