import { setUpHost } from './__testUtils__/setUpHost';

const HISTORY = `query($first: Int, $after: String, $oid: GitObjectID!) {
  repository(owner: "acme", name: "site") {
    object(oid: $oid) { ... on Commit {
      history(first: $first, after: $after) {
        totalCount
        pageInfo { endCursor hasNextPage }
        nodes { oid }
      }
    } }
  }
}`;

describe('GraphQL', () => {
  const { github, addRepository, query } = setUpHost();
  const ofSite = (fields: string) =>
    `{ repository(owner: "acme", name: "site") { ${fields} } }`;
  const ofHead = (fields: string) =>
    ofSite(`defaultBranchRef { target { ... on Commit { ${fields} } } }`);

  it('refuses what the published schema does not know, in the words of GitHub', async () => {
    const messages = async (text: string, variables?: object) => {
      const { status, body } = await query(text, { ...variables });
      expect(status).toBe(200);
      expect(body.data).toBeUndefined();
      return body.errors.map((error: { message: string }) => error.message);
    };

    await expect(messages(ofSite('stars'))).resolves.toEqual([
      "Field 'stars' doesn't exist on type 'Repository'",
    ]);
    await expect(messages('{ repository(name: "x") { id } }')).resolves.toEqual(
      ["Field 'repository' is missing required arguments: owner"],
    );
    await expect(messages(ofSite('object(sha: "x") { oid }'))).resolves.toEqual(
      ["Field 'object' doesn't accept argument 'sha'"],
    );
    await expect(messages(ofSite('owner'))).resolves.toEqual([
      "Field must have selections (field 'owner' returns RepositoryOwner but has no selections. Did you mean 'owner { ... }'?)",
    ]);
    await expect(messages('query($x: Int) { viewer { id } }')).resolves.toEqual(
      ['Variable $x is declared by anonymous query but not used'],
    );
    await expect(
      messages('query($x: ID!) { node(id: $x) { id } }'),
    ).resolves.toEqual(['Variable $x of type ID! was provided invalid value']);
    await expect(messages('{ viewer { id }')).resolves.toEqual([
      expect.stringContaining('Syntax Error'),
    ]);
  });

  it('does not pass off as nothing what it does not serve', async () => {
    await addRepository();

    const { body } = await query(ofSite('stargazerCount'));

    expect(body.errors[0].message).toBe(
      'FakeGithub does not serve Repository.stargazerCount',
    );
  });

  it('gives commits with their dates, people and co-authors', async () => {
    const { repository } = await addRepository();
    github().mapLogin('Ada@example.com', 'ada');
    const [root, sha] = await repository.commit(
      {},
      {
        author: { name: 'Ada', email: 'ada@example.com' },
        authoredAt: 1_700_000_000,
        utcOffset: '-0330',
        committer: {
          name: 'Bob',
          email: '12+bob@users.noreply.github.com',
        },
        committedAt: 1_700_000_060,
        message:
          'Subject\n\nBody\n\nCo-Authored-By: Cy <cy@example.com>\nco-authored-by: Ada <ADA@example.com>\n',
      },
    );

    const { body } = await query(
      ofHead(`oid messageHeadline messageBody message authoredDate committedDate
        author { name email date user { login } }
        committer { date user { login } }
        authors(first: 5) { totalCount nodes { name user { login } } }
        parents(first: 1) { totalCount nodes { oid } }`),
    );

    const trailers =
      'Co-Authored-By: Cy <cy@example.com>\nco-authored-by: Ada <ADA@example.com>';
    expect(body.data.repository.defaultBranchRef.target).toEqual({
      oid: sha,
      messageHeadline: 'Subject',
      messageBody: `Body\n\n${trailers}`,
      message: `Subject\n\nBody\n\n${trailers}`,
      authoredDate: '2023-11-14T22:13:20Z',
      committedDate: '2023-11-14T22:14:20Z',
      author: {
        name: 'Ada',
        email: 'ada@example.com',
        date: '2023-11-14T18:43:20-03:30',
        user: { login: 'ada' },
      },
      committer: {
        date: '2023-11-14T18:44:20-03:30',
        user: { login: 'bob' },
      },
      authors: {
        totalCount: 2,
        nodes: [
          { name: 'Ada', user: { login: 'ada' } },
          { name: 'Cy', user: null },
        ],
      },
      parents: { totalCount: 1, nodes: [{ oid: root }] },
    });
  });

  it('pages a history in the order of git, by cursors of its head', async () => {
    const { repository } = await addRepository();
    await repository.commit(
      { label: 'base' },
      { branch: 'topic', parents: ['base'], committedAt: 1_800_000_000 },
      {},
      { parents: ['main', 'topic'], committedAt: 1_800_000_100 },
    );
    const oid = await repository.git('rev-parse', 'main');
    const shas = (await repository.git('rev-list', 'main')).split('\n');

    const pages = [];
    let after = null;
    for (let page = 0; page < 2; page++) {
      const { body } = await query(HISTORY, { first: 3, after, oid });
      const { history } = body.data.repository.object;
      pages.push(...history.nodes.map((node: { oid: string }) => node.oid));
      after = history.pageInfo.endCursor;
      expect(history.totalCount).toBe(4);
      expect(history.pageInfo.hasNextPage).toBe(page === 0);
    }

    expect(pages).toEqual(shas);
    expect(after).toBe(`${oid} 3`);
  });

  it('refuses a page that is too large, that says no size, backwards, or after no cursor of its own', async () => {
    const { repository } = await addRepository();
    await repository.commit({});
    const problem = async (args: string) => {
      const { body } = await query(ofHead(`history${args} { nodes { oid } }`));
      expect(body.data.repository.defaultBranchRef.target).toBeNull();
      return body.errors[0];
    };

    await expect(problem('(first: 101)')).resolves.toEqual({
      type: 'EXCESSIVE_PAGINATION',
      path: ['repository', 'defaultBranchRef', 'target', 'history'],
      locations: [{ line: 1, column: 89 }],
      message:
        'Requesting 101 records on the `history` connection exceeds the `first` limit of 100 records.',
    });
    await expect(problem('')).resolves.toMatchObject({
      type: 'MISSING_PAGINATION_BOUNDARIES',
      message:
        'You must provide a `first` or `last` value to properly paginate the `history` connection.',
    });
    await expect(problem('(last: 1)')).resolves.toMatchObject({
      message: expect.stringContaining('Backwards pagination'),
    });
    await expect(problem('(first: 1, after: "x 1")')).resolves.toMatchObject({
      type: 'INVALID_CURSOR_ARGUMENTS',
      message: '`x 1` does not appear to be a valid cursor.',
    });
  });

  it('answers what it can of several repositories, and says what is wrong with the others', async () => {
    const { repository, id } = await addRepository();
    const [sha] = await repository.commit({});
    github().renameRepository(id, 'Shop');
    await addRepository({ owner: 'strict', name: 'one' });
    github().setPolicy('strict', 'saml');

    const { status, body } = await query(`{
      moved: repository(owner: "ACME", name: "SITE") {
        databaseId nameWithOwner defaultBranchRef { name target { oid } }
      }
      stays: repository(owner: "acme", name: "site", followRenames: false) { id }
      none: repository(owner: "acme", name: "none") { id }
      strict: repository(owner: "strict", name: "one") { id }
    }`);

    expect(status).toBe(200);
    expect(body.data).toEqual({
      moved: {
        databaseId: id,
        nameWithOwner: 'acme/Shop',
        defaultBranchRef: { name: 'main', target: { oid: sha } },
      },
      stays: null,
      none: null,
      strict: null,
    });
    expect(body.errors).toMatchObject([
      { type: 'NOT_FOUND', path: ['stays'] },
      {
        type: 'NOT_FOUND',
        path: ['none'],
        message: "Could not resolve to a Repository with the name 'acme/none'.",
      },
      {
        type: 'FORBIDDEN',
        path: ['strict'],
        extensions: { saml_failure: true },
      },
    ]);
  });

  it('finds blobs, refs and nodes', async () => {
    const { repository, nodeId } = await addRepository();
    const [sha] = await repository.commit({
      files: { '.mailmap': 'A <a@x> <b@x>\n' },
    });

    const { body } = await query(
      `query($nodes: [ID!]!) {
        repository(owner: "acme", name: "site") {
          isEmpty
          mailmap: object(expression: "${sha}:.mailmap") {
            ... on Blob { oid text byteSize isBinary isTruncated }
          }
          none: object(expression: "HEAD:none") { oid }
          ref(qualifiedName: "refs/heads/none") { name }
          refs(refPrefix: "refs/heads/", first: 10) { nodes { name prefix } }
        }
        nodes(ids: $nodes) { ... on Repository { nameWithOwner } }
      }`,
      { nodes: [nodeId, 'R_none'] },
    );

    expect(body.data).toEqual({
      repository: {
        isEmpty: false,
        mailmap: {
          oid: await repository.git('rev-parse', 'HEAD:.mailmap'),
          text: 'A <a@x> <b@x>\n',
          byteSize: 14,
          isBinary: false,
          isTruncated: false,
        },
        none: null,
        ref: null,
        refs: { nodes: [{ name: 'main', prefix: 'refs/heads/' }] },
      },
      nodes: [{ nameWithOwner: 'acme/site' }, null],
    });
    expect(body.errors).toMatchObject([
      { type: 'NOT_FOUND', path: ['nodes', 1] },
    ]);
  });

  it('finds no more than a hundred nodes at once', async () => {
    const { body } = await query(
      'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      {
        ids: Array.from({ length: 101 }, () => 'R_x'),
      },
    );

    expect(body.errors).toMatchObject([
      {
        type: 'ARGUMENT_LIMIT',
        message:
          'You may not provide more than 100 node ids; you provided 101.',
      },
    ]);
  });

  it('compares a branch with a commit', async () => {
    const { repository } = await addRepository();
    const [, fork, , head] = await repository.commit(
      {},
      { label: 'fork' },
      {},
      { branch: 'topic', parents: ['fork'] },
    );
    const compare = async (headRef: string) => {
      const { body } = await query(
        ofSite(
          `defaultBranchRef { compare(headRef: "${headRef}") {
            status aheadBy behindBy commits(first: 5) { nodes { oid } }
          } }`,
        ),
      );
      return body.data.repository.defaultBranchRef.compare;
    };

    await expect(compare('topic')).resolves.toEqual({
      status: 'DIVERGED',
      aheadBy: 1,
      behindBy: 1,
      commits: { nodes: [{ oid: head }] },
    });
    await expect(compare(fork)).resolves.toMatchObject({
      status: 'BEHIND',
      behindBy: 1,
    });
    await expect(compare('main')).resolves.toMatchObject({
      status: 'IDENTICAL',
    });
    await expect(compare('none')).resolves.toBeNull();
  });

  it('says that a repository is empty', async () => {
    await addRepository();

    const { body } = await query(
      ofSite(
        'isEmpty defaultBranchRef { name } object(expression: "HEAD") { oid }',
      ),
    );

    expect(body.data.repository).toEqual({
      isEmpty: true,
      defaultBranchRef: null,
      object: null,
    });
  });
});
