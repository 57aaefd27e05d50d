import {
  behavioursFor,
  SourceHarness,
} from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGitlab } from 'fake-hosts';
import { configOf, createSource, TOKEN } from './__testUtils__/setup';

/** After which GitLab is asked again whether a project is archived. */
const HOUR_MS = 60 * 60 * 1000;

async function setUp(): Promise<SourceHarness> {
  const gitlab = await FakeGitlab.start({ subpath: '/gitlab' });
  gitlab.addToken({ token: TOKEN, scopes: ['read_api'] });
  const gitlabs = [configOf(gitlab)];
  let clock = Date.now();
  const now = () => clock;
  let count = 0;
  const pathOf = (url: string) => url.slice(gitlab.url.length + 1);
  const mend = () => gitlab.behave();
  return {
    source: createSource({ gitlabs, now }).source,
    sourceWithPagesOf: pageSize =>
      createSource({ gitlabs, now, pageSize }).source,
    secrets: [TOKEN],
    async publish(repository) {
      count++;
      const path = `Group/sub.group/Project-${count}`;
      gitlab.addProject({ path, repository });
      return `${gitlab.url}/${path}`;
    },
    spellings: url => [
      url.toUpperCase().replace(/^HTTP.*?GITLAB/, gitlab.url),
      `${url}.git`,
      `${url}/-/tree/main/docs`,
      `${url}/blob/main/catalog-info.yaml`,
      `git@127.0.0.1:${pathOf(url)}.git`,
      `ssh://git@127.0.0.1:2222/${pathOf(url)}.git`,
    ],
    async rename(url) {
      const path = pathOf(url);
      gitlab.renameProject(path, `renamed-${count}`);
      return `${gitlab.url}/${path.replace(/[^/]+$/, `renamed-${count}`)}`;
    },
    async archive(url) {
      gitlab.archiveProject(pathOf(url));
      clock += HOUR_MS;
    },
    async remove(url) {
      gitlab.deleteProject(pathOf(url));
    },
    async makePrivate(url) {
      gitlab.makePrivate(pathOf(url));
    },
    async breakDown() {
      const body = (token: string) => JSON.stringify({ message: token });
      gitlab.misbehave({ kind: 'answer', status: 500, body });
      return mend;
    },
    async stall() {
      gitlab.misbehave({ kind: 'hang' });
      return mend;
    },
    async limit() {
      gitlab.misbehave({ kind: 'rate-limited', retryAfterSeconds: 60 });
      return mend;
    },
    async shorten(list) {
      gitlab.misbehave({ kind: `${list}-page` });
      return mend;
    },
    countRequests: () => gitlab.requests.length,
    pushEvent(url, { branch, before, after }) {
      const ref = `refs/heads/${branch}`;
      const event = gitlab.pushEvent(pathOf(url), { ref, before, after });
      return { topic: event.topic, payload: event.eventPayload };
    },
    stop: () => gitlab.stop(),
  };
}

const BEHAVIOURS = behavioursFor([
  'rename',
  'archive',
  'remove',
  'makePrivate',
  'breakDown',
  'stall',
  'limit',
  'shorten',
  'countRequests',
  'pushEvent',
  'mapAuthors',
  'getCommitUrl',
  'forget',
]);

describe('GitlabCommitSource', () => {
  it.each(BEHAVIOURS)('$name', async behaviour => {
    await expect(behaviour.run(setUp)).resolves.toBeUndefined();
  });
});
