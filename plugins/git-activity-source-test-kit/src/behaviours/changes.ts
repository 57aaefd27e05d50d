import assert from 'node:assert/strict';
import { CommitSourceErrorKind } from 'backstage-plugin-git-activity-node';
import { Behaviour } from './Behaviour';
import { assertSameShas } from './expected';
import { Published, rejection, Stage } from './Stage';

/** Makes sure that neither the head nor any commit can be had, for one of these reasons. */
async function assertOutOfReach(
  stage: Stage,
  published: Published,
  ...kinds: CommitSourceErrorKind[]
): Promise<void> {
  const [from, to] = published.shas;
  stage.assertTrouble(await stage.headTrouble(published.resolved), ...kinds);
  for (const range of [{ to }, { from, to }]) {
    const error = await rejection(stage.read(published, range));
    stage.assertTrouble(error, ...kinds);
  }
}

export const changeBehaviours: Behaviour[] = [
  {
    name: 'finds a repository again that was renamed, and tells where it is now',
    abilities: ['rename'],
    async run(stage) {
      const published = await stage.publish({}, {});
      const [from, to] = published.shas;
      const before = await stage.head(published.resolved);
      const known = {
        url: published.resolved.url,
        externalId: published.resolved.externalId ?? before.externalId,
      };

      const url = await stage.harness.rename?.(published.url);
      assert(url, 'the new URL');

      const moved = await stage.resolve(url);
      assert.notEqual(moved.url, known.url);
      const after = await stage.head(known);
      assert.equal(after.sha, to);
      assert.equal(after.url, moved.url, 'the head tells the new URL');
      assert.equal(after.externalId, before.externalId, 'the id stays');
      for (const resolved of [known, { ...known, url: moved.url }]) {
        const { added } = await stage.read(
          { ...published, resolved },
          { from, to },
        );
        assertSameShas(
          added.map(({ sha }) => sha),
          [to],
          `the commits can be read as ${resolved.url}`,
        );
      }
    },
  },
  {
    name: 'tells which repository is archived, and reads it still',
    abilities: ['archive'],
    async run(stage) {
      const archived = await stage.publish({}, {});
      const other = await stage.publish({});
      assert.notEqual((await stage.head(archived.resolved)).archived, true);

      await stage.harness.archive?.(archived.url);

      const [head, otherHead] = await stage.heads(
        archived.resolved,
        other.resolved,
      );
      assert(!(head instanceof Error), `${head}`);
      assert(!(otherHead instanceof Error), `${otherHead}`);
      assert.equal(head.archived, true);
      assert.equal(head.sha, archived.shas[1]);
      assert.notEqual(otherHead.archived, true);
      const { added } = await stage.read(archived, { to: archived.shas[1] });
      assert.equal(added.length, 2);
    },
  },
  {
    name: 'says of a repository that was removed that it is gone, and of no other',
    abilities: ['remove'],
    async run(stage) {
      const removed = await stage.publish({}, {});
      const other = await stage.publish({});
      await stage.head(removed.resolved);

      await stage.harness.remove?.(removed.url);

      await assertOutOfReach(stage, removed, 'gone');
      assert.equal((await stage.head(other.resolved)).sha, other.shas[0]);
    },
  },
  {
    name: 'says of a repository that was made private that it may not be read, or is gone',
    abilities: ['makePrivate'],
    async run(stage) {
      const hidden = await stage.publish({}, {});
      const other = await stage.publish({});
      await stage.head(hidden.resolved);

      await stage.harness.makePrivate?.(hidden.url);

      await assertOutOfReach(stage, hidden, 'forbidden', 'gone');
      assert.equal((await stage.head(other.resolved)).sha, other.shas[0]);
    },
  },
];
