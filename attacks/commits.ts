import { Attack } from './Attack';

const ada = { name: 'Ada', email: 'ada@example.com' };
const AUTHORED_AT = 1_700_000_000;
const DAY = '2023-11-14';
const COMMITS_URL = `/api/git-activity/commits?from=${DAY}&to=${DAY}`;

/** What one commit can carry. */
export const attacks: Attack[] = [
  {
    name: 'nothing, to compare with',
    quick: true,
    async run(arena) {
      const repository = await arena.addRepository('calm');
      await repository.commit({ author: ada, authoredAt: AUTHORED_AT });
      const portal = await arena.startPortal();
      await portal.untilRepository('calm', {
        is: ({ status }) => status === 'current',
      });
      const response = await portal.fetch(COMMITS_URL);
      const { items } = await response.json();
      if (items.length !== 1) throw new Error(`${items.length} are listed`);
      return 'synced, and listed';
    },
  },
  {
    name: 'a commit of 100,000 co-authors',
    quick: true,
    async run(arena) {
      const repository = await arena.addRepository('crowd');
      const trailers = Array.from(
        { length: 100_000 },
        (_, n) => `Co-authored-by: P${n} <p${n}@example.com>`,
      );
      await repository.commit({
        author: ada,
        authoredAt: AUTHORED_AT,
        message: `Thank you all\n\n${trailers.join('\n')}`,
      });
      const portal = await arena.startPortal();
      await portal.untilRepository('crowd', {
        is: ({ status }) => status === 'current',
      });
      const response = await portal.fetch(COMMITS_URL);
      const { items } = await response.json();
      if (items.length !== 1) throw new Error(`${items.length} are listed`);
      const { coAuthors, coAuthorsCut } = items[0];
      return `listed with ${coAuthors.length} co-authors and ${
        coAuthorsCut ?? 'it is not known how many'
      } more`;
    },
  },
];
