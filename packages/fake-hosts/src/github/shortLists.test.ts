import { setUpHost } from './__testUtils__/setUpHost';

const HISTORY = `query ($after: String) {
  repository(owner: "acme", name: "site") {
    object(expression: "main") {
      ... on Commit {
        history(first: 4, after: $after) {
          totalCount
          pageInfo { hasNextPage }
          nodes { message }
        }
      }
    }
  }
}`;

describe('lists that look well and lack something', () => {
  const { github, addRepository, get, query } = setUpHost();
  const numbers = [1, 2, 3, 4, 5, 6];
  beforeEach(async () => {
    const { repository } = await addRepository();
    const [first] = await repository.commit(
      ...numbers.map(number => ({ message: `${number}` })),
    );
    await repository.git('branch', 'first', first);
  });

  async function history() {
    const { body } = await query(HISTORY);
    const page = body.data.repository.object.history;
    return {
      shown: page.nodes.map(({ message }: { message: string }) => message),
      more: page.pageInfo.hasNextPage,
      total: page.totalCount,
    };
  }

  async function comparison() {
    const { body } = await get('/repos/acme/site/compare/first...main');
    return {
      shown: body.commits.map(
        ({ commit }: { commit: { message: string } }) => commit.message,
      ),
      ahead: body.ahead_by,
      total: body.total_commits,
    };
  }

  async function list() {
    const { body } = await get('/repos/acme/site/commits');
    return body.length;
  }

  it('are whole unless told otherwise', async () => {
    expect(await history()).toEqual({
      shown: ['6', '5', '4', '3'],
      more: true,
      total: 6,
    });
    expect(await comparison()).toEqual({
      shown: ['2', '3', '4', '5', '6'],
      ahead: 5,
      total: 5,
    });
    expect(await list()).toBe(6);
  });

  it.each([
    ['empty-page', [], false, 6, [], 5, 0],
    ['empty-page-recounted', [], false, 0, [], 0, 0],
    ['half-page', ['6', '5'], false, 6, ['2', '3'], 5, 3],
    ['half-page-recounted', ['6', '5'], false, 2, ['2', '3'], 2, 3],
    ['gap-in-page', ['6', '5', '3'], true, 6, ['2', '3', '5', '6'], 5, 5],
    [
      'gap-in-page-recounted',
      ['6', '5', '3'],
      true,
      5,
      ['2', '3', '5', '6'],
      4,
      5,
    ],
  ] as const)(
    'are cut: %s',
    async (fault, shown, more, total, compared, ahead, listed) => {
      github().misbehave({ with: fault });

      expect(await history()).toEqual({ shown, more, total });
      expect(await comparison()).toEqual({
        shown: compared,
        ahead,
        total: ahead,
      });
      expect(await list()).toBe(listed);
    },
  );
});
