import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Behaviour } from './Behaviour';

/** What anybody may send. */
function hostilePayloads(): unknown[] {
  const deep: { inner?: object } = {};
  let innermost = deep;
  for (let depth = 0; depth < 1_000; depth++) {
    innermost.inner = {};
    innermost = innermost.inner;
  }
  const odd = [null, 0, '', 'x', [], {}, true, deep];
  const url = 'ext::sh -c touch% marker';
  return [
    undefined,
    ...odd,
    ...odd.map(value => ({ repository: value, project: value, ref: value })),
    { repository: { html_url: url, clone_url: url, full_name: url } },
    { repository: { id: -1, full_name: '../..' } },
    { project: { id: 'x', web_url: url, path_with_namespace: '../..' } },
  ];
}

export const hintBehaviours: Behaviour[] = [
  {
    name: 'knows where people can look at a commit',
    abilities: ['getCommitUrl'],
    async run(stage) {
      const { resolved: repository, shas } = await stage.publish({});
      const [sha] = shas;

      const url = stage.source.getCommitUrl?.({ repository, sha });

      assert(url, 'there is such a place');
      const { protocol, username, password } = new URL(url);
      assert.match(protocol, /^https?:$/);
      assert.deepEqual({ username, password }, { username: '', password: '' });
      assert(url.includes(sha), 'it names the commit');
      stage.assertNoSecrets(url, 'the URL of a commit');
    },
  },
  {
    name: 'understands of an event which repository was pushed to, without asking the host',
    abilities: ['pushEvent'],
    async run(stage) {
      const { harness, source } = stage;
      const published = await stage.publish({}, {});
      const other = await stage.publish({});
      const [before, after] = published.shas;
      const head = await stage.head(published.resolved);
      const requests = harness.countRequests?.();

      const event = harness.pushEvent?.(published.url, {
        branch: 'main',
        before,
        after,
      });

      assert(event, 'there is an event');
      assert(source.pushEvents, 'the source understands events');
      const { topics } = source.pushEvents;
      assert(topics.includes(event.topic), `it listens to ${event.topic}`);
      const found = source.pushEvents.findRepository(event);
      assert.notEqual(found?.url, other.resolved.url);
      assert(
        found?.url === published.resolved.url ||
          (found?.externalId && found.externalId === head.externalId),
        `the event is about ${published.resolved.url}, not ${inspect(found)}`,
      );
      assert.equal(harness.countRequests?.(), requests);
    },
  },
  {
    name: 'makes nothing of events that are none',
    abilities: ['pushEvent'],
    async run(stage) {
      const { source } = stage;
      assert(source.pushEvents, 'the source understands events');
      const { topics } = source.pushEvents;

      for (const topic of [...topics, 'another-topic']) {
        for (const payload of hostilePayloads()) {
          const found = source.pushEvents.findRepository({ topic, payload });
          assert.equal(found, undefined, inspect({ topic, payload }));
        }
      }
    },
  },
];
