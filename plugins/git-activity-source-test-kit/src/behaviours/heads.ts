import assert from 'node:assert/strict';
import { SourceRepository } from 'backstage-plugin-git-activity-node';
import { Behaviour } from './Behaviour';

/** More than the hundred that hosts commonly answer for at once. */
const MANY = 120;

/** A repository that is nowhere, beside one that is on the host. */
function missingBeside({ url }: SourceRepository): SourceRepository {
  return { url: `${url}-that-was-never-there` };
}

export const headBehaviours: Behaviour[] = [
  {
    name: 'finds the heads of several repositories in the order asked, and the trouble of one is only its own',
    async run(stage) {
      const one = await stage.publish({}, {});
      const empty = await stage.publish();
      const other = await stage.publish({});

      const [first, missing, second, third] = await stage.heads(
        other.resolved,
        missingBeside(one.resolved),
        empty.resolved,
        one.resolved,
      );

      stage.assertTrouble(missing, 'gone', 'forbidden');
      assert(!(first instanceof Error), `${first}`);
      assert(!(second instanceof Error), `${second}`);
      assert(!(third instanceof Error), `${third}`);
      assert.equal(first.sha, other.shas[0]);
      assert.equal(second.sha, undefined);
      assert.equal(third.sha, one.shas[1]);
      assert.equal(first.branch, 'main');
      assert.equal(third.branch, 'main');
      assert.equal(third.cutId, undefined, 'a whole history ends nowhere');
      if (first.externalId !== undefined) {
        assert.notEqual(first.externalId, third.externalId);
      }
    },
  },
  {
    name: 'finds the heads of more repositories than a host answers for at once',
    async run(stage) {
      const one = await stage.publish({});
      const other = await stage.publish({});
      const pair = [one, other];
      const asked = Array.from({ length: MANY }, (_, index) => pair[index % 2]);

      const heads = await stage.heads(...asked.map(({ resolved }) => resolved));

      assert.deepEqual(
        heads.map(head => (head instanceof Error ? head.message : head.sha)),
        asked.map(({ shas }) => shas[0]),
      );
    },
  },
  {
    name: 'asks about no repositories without any trouble',
    async run(stage) {
      assert.deepEqual(await stage.heads(), []);
    },
  },
  {
    name: 'sees a repository begin, grow and become empty again',
    async run(stage) {
      const published = await stage.publish();
      const { repository, resolved } = published;
      assert.equal((await stage.head(resolved)).sha, undefined);

      const [first] = await stage.push(published, {});
      assert.equal((await stage.head(resolved)).sha, first);
      const [second] = await stage.push(published, {});
      assert.equal((await stage.head(resolved)).sha, second);

      await repository.git('update-ref', '-d', 'refs/heads/main');
      await stage.harness.update?.(repository);
      assert.equal((await stage.head(resolved)).sha, undefined);
    },
  },
  {
    name: 'follows the branch that counts when it is another one',
    async run(stage) {
      const published = await stage.publish({});
      const { repository, resolved } = published;
      const [sha] = await stage.push(published, {
        branch: 'team/trunk',
        parents: ['main'],
      });
      assert.equal((await stage.head(resolved)).sha, published.shas[0]);

      await repository.setHead('team/trunk');
      await stage.harness.update?.(repository);

      const head = await stage.head(resolved);
      assert.equal(head.sha, sha);
      assert.equal(head.branch, 'team/trunk');
    },
  },
];
