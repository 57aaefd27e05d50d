import { mockServices } from '@backstage/backend-test-utils';
import {
  behavioursFor,
  SourceHarness,
} from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGithub } from 'fake-hosts';
import { withToken } from './__testUtils__/setup';
import { GithubCommitSource } from './GithubCommitSource';

const TOKEN = 'ghp_contract0123456789';

async function setUp(): Promise<SourceHarness> {
  const github = await FakeGithub.start();
  // Without `repo`, so that what is made private is out of reach.
  github.addToken({ token: TOKEN, kind: 'classic', login: 'portal' });
  const createSource = (pageSize = 100) =>
    new GithubCommitSource({
      config: mockServices.rootConfig({
        data: { integrations: { github: [withToken(github, TOKEN)] } },
      }),
      logger: mockServices.logger.mock(),
      pace: { retryAfterMs: 5, pageSize },
    });
  const nameIn = (url: string) => new URL(url).pathname.slice(1);
  let published = 0;
  return {
    source: createSource(),
    stop: () => github.stop(),
    secrets: [TOKEN, Buffer.from(TOKEN).toString('base64')],
    spellings: url => [
      `${url}.git`,
      `${url}/tree/main/docs`,
      url.replace('Acme', 'ACME'),
    ],
    strangers: ['https://gitlab.com/acme/rocket', 'file:///srv/git/rocket'],
    publish: async repository => {
      const name = `Rocket-${++published}`;
      return github.addRepository({ owner: 'Acme', name, repository }).url;
    },
    sourceWithPagesOf: createSource,
    rename: async url =>
      github.renameRepository(nameIn(url), `Renamed-${++published}`).url,
    archive: async url => github.archiveRepository(nameIn(url)),
    remove: async url => github.deleteRepository(nameIn(url)),
    makePrivate: async url => github.makePrivate(nameIn(url)),
    breakDown: async () => {
      github.misbehave({ with: '500' });
      return () => github.behave();
    },
    stall: async () => {
      github.misbehave({ with: 'hang' });
      return () => github.behave();
    },
    limit: async () => {
      github.misbehave({ with: 'primary-limit' });
      return () => github.behave();
    },
    shorten: async list => {
      github.misbehave({ with: `${list}-page` });
      return () => github.behave();
    },
    countRequests: () => github.requests.length,
    pushEvent: (url, { branch, before, after }) => ({
      topic: 'github.push',
      payload: {
        ref: `refs/heads/${branch}`,
        before,
        after,
        repository: { html_url: url, full_name: nameIn(url) },
      },
    }),
  };
}

jest.setTimeout(120_000);

describe('the GitHub source', () => {
  it.each(
    behavioursFor([
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
    ]),
  )('$name', async behaviour => {
    await expect(behaviour.run(setUp)).resolves.toBeUndefined();
  });
});
