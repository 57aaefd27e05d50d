import assert from 'node:assert/strict';
import { Behaviour } from './Behaviour';
import {
  assertSameShas,
  expectedCommits,
  expectedShas,
  plainCommit,
} from './expected';
import { coAuthoredHistory, eventfulHistory } from './histories';
import { collect, Published, rejection, Stage } from './Stage';
import { assertStep, assertStepOrAnew } from './steps';

/** Beyond what is taken of one commit. */
const MANY_CO_AUTHORS = 130;
const LONG_MESSAGE_LENGTH = 250_000;

const NEVER_WAS = 'f'.repeat(40);

async function assertHeadUnknown(
  stage: Stage,
  { resolved }: Published,
  range: { from?: string; to: string },
): Promise<void> {
  const { source, signal } = stage;
  let batches = 0;
  const error = await rejection(
    (async () => {
      const request = { repository: resolved, signal, ...range };
      for await (const batch of source.readCommits(request)) {
        batches += batch ? 1 : 0;
      }
    })(),
  );
  stage.assertTrouble(error, 'head-unknown');
  assert.equal(batches, 0, 'it fails before the first batch');
}

export const readingBehaviours: Behaviour[] = [
  {
    name: 'reads each commit exactly as git has it',
    async run(stage) {
      const published = await stage.publish(...eventfulHistory());
      const to = await published.repository.git('rev-parse', 'main');

      const { added, removed } = await stage.read(published, { to });

      const expected = await expectedCommits(published.repository, to);
      assertSameShas(
        added.map(({ sha }) => sha),
        expected.map(({ sha }) => sha),
        'every commit once, and no other',
      );
      for (const commit of expected) {
        const read = added.find(({ sha }) => sha === commit.sha);
        assert.deepEqual(read && plainCommit(read), commit);
      }
      assert.deepEqual(removed, []);
    },
  },
  {
    name: 'takes Co-authored-by, in any case, for what names a co-author, and no other trailer',
    async run(stage) {
      const history = coAuthoredHistory();
      const published = await stage.publish(
        ...history.map(({ message }) => ({ message })),
      );
      const { repository, shas } = published;
      const to = shas[shas.length - 1];

      const { added } = await stage.read(published, { to });

      const expected = new Map(
        history.map(({ coAuthors }, index) => [shas[index], coAuthors]),
      );
      for (const commits of [await expectedCommits(repository, to), added]) {
        assert.deepEqual(
          new Map(
            commits.map(({ sha, coAuthors }) => [
              sha,
              coAuthors.map(({ name }) => name),
            ]),
          ),
          expected,
        );
      }
    },
  },
  {
    name: 'takes of a commit that carries too much what every source takes of it, and says how much it leaves out',
    async run(stage) {
      const people = Array.from({ length: MANY_CO_AUTHORS }, (_, index) => ({
        name: `P${index}`,
        email: `p${index}@example.com`,
      }));
      const trailers = people.map(
        ({ name, email }) => `Co-authored-by: ${name} <${email}>\n`,
      );
      const subject = `xx${'Grüße 🦄 '.repeat(200)}`;
      const body = 'word '.repeat(LONG_MESSAGE_LENGTH / 5);
      const published = await stage.publish(
        { message: `${subject}\n\n${trailers.join('')}` },
        { message: `Long\n\n${body}\n\n${trailers[0]}` },
      );
      const { shas } = published;

      const { added } = await stage.read(published, { to: shas[1] });

      const [many, long] = shas.map(sha =>
        added.find(commit => commit.sha === sha),
      );
      // The last of 999 code units would be half of a unicorn.
      assert.equal(many?.subject, `${subject.slice(0, 998)}…`);
      assert.deepEqual(many.coAuthors, people.slice(0, 100));
      assert.equal(many.coAuthorsCut, MANY_CO_AUTHORS - 100);
      assert.equal(long?.subject, 'Long');
      assert.deepEqual(long.coAuthors, []);
      assert.equal(long.coAuthorsCut, null);
    },
  },
  {
    name: 'reads a whole history newest first, as git lists it',
    async run(stage) {
      const published = await stage.publish(...eventfulHistory());
      const to = await published.repository.git('rev-parse', 'main');

      const { added } = await stage.read(published, { to });

      assert.deepEqual(
        added.map(({ sha }) => sha),
        await expectedShas(published.repository, to),
      );
    },
  },
  {
    name: 'reads only the history of the commit that it is asked for, although its branch has moved on',
    async run(stage) {
      const published = await stage.publish({}, {}, {}, {});
      const [first, second, third] = published.shas;

      const whole = await stage.read(published, { to: third });
      assert.deepEqual(
        whole.added.map(({ sha }) => sha),
        [third, second, first],
      );
      await assertStep(stage, published, { from: first, to: third });
    },
  },
  {
    name: 'sends nothing when nothing changed',
    async run(stage) {
      const published = await stage.publish({}, {});
      const [, to] = published.shas;

      const { added, removed } = await stage.read(published, { from: to, to });

      assert.deepEqual({ added, removed }, { added: [], removed: [] });
    },
  },
  {
    name: 'reads exactly what is new, with all that git has of it',
    async run(stage) {
      const published = await stage.publish({}, {});
      const [, from] = published.shas;
      await stage.push(published, ...eventfulHistory().slice(10));
      const { repository } = published;
      const to = await repository.git('rev-parse', 'main');

      const { added, removed } = await stage.read(published, { from, to });

      const shas = await expectedShas(repository, to, from);
      const history = await expectedCommits(repository, to);
      const expected = history.filter(({ sha }) => shas.includes(sha));
      const bySha = new Map(added.map(commit => [commit.sha, commit]));
      assert.equal(added.length, expected.length);
      assert.deepEqual(
        expected.map(({ sha }) => {
          const commit = bySha.get(sha);
          return commit && plainCommit(commit);
        }),
        expected,
      );
      assert.deepEqual(removed, []);
    },
  },
  {
    name: 'reads an old branch that is merged today',
    async run(stage) {
      const published = await stage.publish(
        { authoredAt: 1_500_000_000 },
        { authoredAt: 1_700_000_000 },
      );
      const [fork, from] = published.shas;
      const shas = await stage.push(
        published,
        { branch: 'old', parents: [fork], authoredAt: 1_000_000_000 },
        { branch: 'old', authoredAt: 1_000_000_001 },
        { parents: ['main', 'old'], authoredAt: 1_700_000_100 },
      );

      await assertStep(stage, published, { from, to: shas[2] });
    },
  },
  {
    name: 'tells what a rewritten history lost, before what it gained',
    async run(stage) {
      const published = await stage.publish({}, {}, {}, {});
      const [base, , , from] = published.shas;
      const [, to] = await stage.push(
        published,
        { parents: [base], message: 'Another\n' },
        {},
      );

      await assertStep(stage, published, { from, to });
    },
  },
  {
    name: 'tells only what is gone when a branch was set back',
    async run(stage) {
      const published = await stage.publish({}, {}, {});
      const [to, , from] = published.shas;
      await published.repository.setBranch('main', to);
      await stage.harness.update?.(published.repository);

      await assertStep(stage, published, { from, to });
    },
  },
  {
    name: 'goes over to an unrelated history exactly, or asks to read it anew',
    async run(stage) {
      const published = await stage.publish({}, {});
      const [, from] = published.shas;
      const [to] = await stage.push(published, {
        parents: [],
        message: 'Anew\n',
      });

      await assertStepOrAnew(stage, published, { from, to, take: assertStep });
    },
  },
  {
    name: 'asks to read anew when a head is no longer known, before anything is sent',
    async run(stage) {
      const published = await stage.publish({});
      const [sha] = published.shas;

      await assertHeadUnknown(stage, published, { to: NEVER_WAS });
      await assertHeadUnknown(stage, published, { from: NEVER_WAS, to: sha });
      await assertHeadUnknown(stage, published, { from: sha, to: NEVER_WAS });
    },
  },
  {
    name: 'can be left in the middle, and asked again',
    async run(stage) {
      const published = await stage.publish({}, {});
      const [, to] = published.shas;
      const { source, signal } = stage;
      const request = { repository: published.resolved, signal, to };

      const reading = source.readCommits(request)[Symbol.asyncIterator]();
      await reading.next();
      await reading.return?.();

      const batches = await collect(source.readCommits(request));
      assert.equal(batches.flatMap(({ added }) => added).length, 2);
    },
  },
  {
    name: 'reads the same after it was told to forget',
    abilities: ['forget'],
    async run(stage) {
      const published = await stage.publish({}, {});
      const [from, to] = published.shas;
      const before = await stage.read(published, { to });

      await stage.source.forget?.(published.resolved);
      await stage.source.forget?.(published.resolved);

      const after = await stage.read(published, { to });
      assert.deepEqual(after.added, before.added);
      await stage.source.forget?.(published.resolved);
      await assertStep(stage, published, { from, to });
    },
  },
];
