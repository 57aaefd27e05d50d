import { TestCommit } from '../plugins/git-activity-source-test-kit/src';
import { Arena } from './Arena';
import { Attack } from './Attack';
import { AUTHORED_AT, commitOfCrowd, crowd, DAY } from './crowds';
import { Portal } from './Portal';

const SYNC_TIMEOUT_MS = 10 * 60_000;
const API = '/api/git-activity';
const PEOPLE_PER_PAGE = 500;
/** More than anything but an attack can have made it take. */
const MOST_MEMORY_MB = 400;

async function sync(
  arena: Arena,
  commits: Iterable<TestCommit>,
): Promise<Portal> {
  const repository = await arena.addRepository('hostile');
  await repository.commitMany(commits);
  const portal = await arena.startPortal();
  await portal.untilRepository('hostile', {
    is: ({ status }) => status === 'current',
    timeoutMs: SYNC_TIMEOUT_MS,
  });
  return portal;
}

async function ask(portal: Portal, route: string) {
  const response = await portal.fetch(`${API}${route}`);
  if (!response.ok) throw new Error(`${route} answered ${response.status}`);
  return response.json();
}

async function askAll(portal: Portal, day: string): Promise<number> {
  let people = 0;
  let cursor = '';
  do {
    const page = await ask(
      portal,
      `/people?from=${day}&to=${day}&limit=${PEOPLE_PER_PAGE}${cursor}`,
    );
    people += page.items.length;
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
  } while (cursor);
  await ask(portal, `/calendar?from=${day}&to=${day}`);
  await ask(portal, `/commits?from=${day}&to=${day}&limit=500`);
  return people;
}

async function assertSmall(arena: Arena): Promise<void> {
  const { memoryMb } = await arena.strain();
  if (memoryMb > MOST_MEMORY_MB) {
    throw new Error(`it took ${Math.round(memoryMb)} MB`);
  }
}

/** A crowd of which everybody is expected to be found. */
function attackByCrowd(options: {
  name: string;
  size: number;
  author: (index: number) => TestCommit['author'];
  people: number;
}): Attack {
  const { name, size, author, people } = options;
  return {
    name,
    async run(arena) {
      const portal = await sync(arena, crowd(size, author));
      const found = await askAll(portal, DAY);
      if (found !== people) throw new Error(`${found} people are listed`);
      await assertSmall(arena);
      return `${found} people, page by page`;
    },
  };
}

/** What one commit, or one repository, can make large. */
export const attacks: Attack[] = [
  {
    name: 'a commit of 1,000,000 co-authors',
    async run(arena) {
      const portal = await sync(arena, [commitOfCrowd(1_000_000)]);
      const { items } = await ask(portal, `/commits?from=${DAY}&to=${DAY}`);
      const [{ subject, coAuthors, coAuthorsCut }] = items;
      if (subject !== 'Thank you all' || coAuthorsCut !== null) {
        throw new Error(`listed as ${JSON.stringify(items).slice(0, 200)}`);
      }
      await assertSmall(arena);
      return `listed with ${coAuthors.length}, and that there may be more`;
    },
  },
  {
    name: 'five subjects, and an author, of 50 MB each',
    async run(arena) {
      const huge = 'Grüße <'.repeat(6_000_000);
      const authors = [{ name: huge.replaceAll('<', '-'), email: 'a@x.test' }];
      const portal = await sync(
        arena,
        Array.from({ length: 5 }, (_, index) => ({
          message: huge,
          author: authors[index],
          authoredAt: AUTHORED_AT,
        })),
      );
      const { items } = await ask(portal, `/commits?from=${DAY}&to=${DAY}`);
      const lengths = new Set(
        items.map(({ subject }: { subject: string }) => subject.length),
      );
      if (items.length !== 5 || !lengths.has(1_000) || lengths.size > 1) {
        throw new Error(`${items.length} of ${[...lengths]} are listed`);
      }
      await assertSmall(arena);
      return 'listed with what one can read of them';
    },
  },
  attackByCrowd({
    name: '50,000 authors on one day',
    size: 50_000,
    author: n => ({ name: `P${n}`, email: `p${n}@example.com` }),
    people: 50_000,
  }),
  attackByCrowd({
    name: 'one account, written in 50,000 ways',
    size: 50_000,
    author: n => ({ name: `P${n}`, email: `${n}+p@users.noreply.github.com` }),
    people: 1,
  }),
  attackByCrowd({
    name: 'one address, used by 50,000 names',
    size: 50_000,
    author: n => ({ name: `P${n}`, email: 'all@example.com' }),
    people: 50_000,
  }),
  {
    name: 'a .mailmap of 10,000 lines',
    async run(arena) {
      const lines = Array.from(
        { length: 10_000 },
        (_, n) => `Q${n} <q${n}@example.com> <p${n}@example.com>`,
      );
      function* commits(): Generator<TestCommit> {
        yield {
          files: { '.mailmap': lines.join('\n') },
          authoredAt: AUTHORED_AT,
        };
        yield* crowd(10_000, n => ({ name: '', email: `p${n}@example.com` }));
      }
      const portal = await sync(arena, commits());
      const found = await askAll(portal, DAY);
      if (found !== 10_001) throw new Error(`${found} people are listed`);
      await assertSmall(arena);
      return `${found} people, page by page`;
    },
  },
  {
    name: 'questions about all years from 1 to 9999',
    quick: true,
    async run(arena) {
      const portal = await sync(arena, [{ authoredAt: AUTHORED_AT }]);
      let commits = 0;
      for (let century = 0; century < 100; century++) {
        const from = `${String(century * 100 || 1).padStart(4, '0')}-01-01`;
        const to = `${String(century * 100 + 99).padStart(4, '0')}-12-31`;
        const { totals } = await ask(portal, `/calendar?from=${from}&to=${to}`);
        commits += totals.commits;
      }
      if (commits !== 1) throw new Error(`${commits} commits are counted`);
      return 'its one commit is in one of them';
    },
  },
];
