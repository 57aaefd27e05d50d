import { Attack } from './Attack';
import { AUTHORED_AT, commitOfCrowd, DAY } from './crowds';

const ada = { name: 'Ada', email: 'ada@example.com' };
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
      await repository.commit({ ...commitOfCrowd(100_000), author: ada });
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
