import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';
import { setUpHost, TOKEN } from './__testUtils__/setUpHost';

describe('FakeGithub', () => {
  const { github, directory, addRepository, createRepository, get, query } =
    setUpHost();

  it('hosts repositories, and renames, moves, archives, hides, replaces and deletes them', async () => {
    const { id, nodeId } = await addRepository();
    expect(github().getRepository('Acme/SITE')).toEqual({
      id,
      nodeId,
      fullName: 'acme/site',
      url: `${github().url}/acme/site`,
    });

    github().renameRepository(id, 'Shop');
    github().transferRepository(id, 'Umbrella');
    github().archiveRepository(id);
    github().makePrivate(id);
    expect((await get(`/repositories/${id}`)).body).toMatchObject({
      id,
      node_id: nodeId,
      full_name: 'Umbrella/Shop',
      archived: true,
      private: true,
    });
    const other = github().replaceRepository(id, {
      repository: await createRepository('trunk'),
    });
    expect((await get('/repos/umbrella/shop')).body).toMatchObject({
      id: other.id,
      default_branch: 'trunk',
      archived: false,
    });
    expect(other.id).not.toBe(id);
    github().deleteRepository(other.id);
    expect((await get('/repos/umbrella/shop')).status).toBe(404);
    expect((await get('/repos/acme/site')).status).toBe(404);
    expect(() => github().getRepository(id)).toThrow('has no repository');
  });

  it('hosts no two repositories under one name', async () => {
    await addRepository();
    const { id } = await addRepository({ name: 'other' });

    await expect(addRepository({ owner: 'ACME' })).rejects.toThrow(
      'has ACME/site already',
    );
    expect(() => github().renameRepository(id, 'site')).toThrow('already');
  });

  it('shows pushes and another default branch at once', async () => {
    const { repository, id } = await addRepository();
    const head = async () => {
      const { body } = await query(
        '{ repository(owner: "acme", name: "site") { defaultBranchRef { name target { oid } } } }',
      );
      return body.data.repository.defaultBranchRef;
    };
    const [first] = await repository.commit({});
    expect(await head()).toEqual({ name: 'main', target: { oid: first } });
    const [second, third] = await repository.commit(
      {},
      { branch: 'next', parents: [] },
    );
    expect(await head()).toEqual({ name: 'main', target: { oid: second } });
    await github().setDefaultBranch(id, 'next');
    expect(await head()).toEqual({ name: 'next', target: { oid: third } });
  });

  it('reads a history once, however many pages and heads show it', async () => {
    const { repository } = await addRepository();
    await repository.commitMany(
      Array.from({ length: 5000 }, (_, index) => ({
        message: `Number ${index}`,
      })),
    );
    const read = async (after: string | null) => {
      const { body } = await query(
        `query($after: String) { repository(owner: "acme", name: "site") {
          defaultBranchRef { target { ... on Commit {
            history(first: 100, after: $after) {
              pageInfo { endCursor hasNextPage } nodes { oid message }
            }
          } } }
        } }`,
        { after },
      );
      return body.data.repository.defaultBranchRef.target.history;
    };

    const shas: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(after);
      shas.push(...page.nodes.map(({ oid }: { oid: string }) => oid));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(shas.join('\n')).toBe(await repository.git('rev-list', 'main'));

    await repository.commit({ message: 'One more' });
    expect((await read(null)).nodes[0].message).toBe('One more');
    expect((await read(null)).nodes[1].message).toBe('Number 4999');
  });

  it('sends the payload of a push', async () => {
    const { repository, id } = await addRepository();
    github().mapLogin('author@example.com', 'author');
    const [before, , after] = await repository.commit({}, {}, {});

    const payload = await github().pushEvent(id, { before, after });

    expect(payload).toMatchObject({
      ref: 'refs/heads/main',
      before,
      after,
      forced: false,
      created: false,
      deleted: false,
      commits: [{ message: 'Commit 2' }, { id: after, message: 'Commit 3' }],
      head_commit: { id: after, author: { username: 'author' } },
      repository: {
        id,
        full_name: 'acme/site',
        html_url: `${github().url}/acme/site`,
        clone_url: `${github().url}/acme/site.git`,
        default_branch: 'main',
      },
    });
    await expect(
      github().pushEvent(id, { before, after: '0'.repeat(40), forced: true }),
    ).resolves.toMatchObject({ deleted: true, forced: true, commits: [] });
  });

  describe('git', () => {
    const git = async (options: { token?: string }, ...args: string[]) => {
      const basic = Buffer.from(`x-access-token:${options.token}`);
      const output = await runTestGit({
        dir: directory.path,
        args,
        env: options.token
          ? {
              GIT_CONFIG_COUNT: '1',
              GIT_CONFIG_KEY_0: `http.${github().url}/.extraHeader`,
              GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic.toString(
                'base64',
              )}`,
            }
          : {},
      });
      return output.toString('utf8').trim();
    };

    it('serves repositories to those who may see them', async () => {
      const { repository, url } = await addRepository({ private: true });
      const [sha] = await repository.commit({ files: { a: 'x' } });

      await git(
        { token: TOKEN },
        ...['clone', '--quiet', '--bare', '--filter=tree:0'],
        ...[`${url}.git`, directory.resolve('copy')],
      );

      expect(
        await git({}, '-C', directory.resolve('copy'), 'rev-parse', 'HEAD'),
      ).toBe(sha);
      await expect(git({}, 'ls-remote', url)).rejects.toThrow(
        /could not read Username/,
      );
      await expect(git({ token: 'no' }, 'ls-remote', url)).rejects.toThrow();
      await expect(
        git({ token: TOKEN }, 'ls-remote', `${github().url}/acme/none`),
      ).rejects.toThrow(/not found/);
      expect(github().requests[0]).toMatchObject({
        kind: 'git',
        credential: 'me',
        status: 200,
      });
    });

    it('leads from a former name to the present one', async () => {
      const { repository, url, id } = await addRepository();
      const [sha] = await repository.commit({});
      github().renameRepository(id, 'shop');

      await expect(git({}, 'ls-remote', url, 'HEAD')).resolves.toContain(sha);
    });

    it('misbehaves', async () => {
      const { repository, url } = await addRepository();
      await repository.commit({});
      for (const fault of ['502', 'truncate', 'reset', 'html-200'] as const) {
        github().misbehave({ with: fault, when: { kind: 'git' }, times: 1 });
        await expect(git({}, 'ls-remote', url)).rejects.toThrow();
      }
      await expect(git({}, 'ls-remote', url)).resolves.toContain('main');
    });
  });
});
