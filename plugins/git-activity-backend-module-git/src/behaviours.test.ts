import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  behavioursFor,
  GitServer,
  SourceHarness,
} from 'backstage-plugin-git-activity-source-test-kit';
import { GitCommitSource } from './GitCommitSource';

jest.setTimeout(60_000);

const credentials = { username: 'reader', password: 'p4ss-w0rd' };
const GONE = { kind: 'answer', status: 404 } as const;

async function setUpLocal(): Promise<SourceHarness> {
  const root = await mkdtemp(join(tmpdir(), 'git-behaviours-'));
  return {
    source: new GitCommitSource({ roots: [root] }),
    dir: root,
    publish: async repository => repository.url,
    spellings: url => [
      `${url}/.git`,
      url.replace('file://', 'file://localhost'),
    ],
    remove: url => rm(new URL(url), { recursive: true }),
    stop: () => rm(root, { recursive: true }),
  };
}

async function setUpRemote(): Promise<SourceHarness> {
  const root = await mkdtemp(join(tmpdir(), 'git-behaviours-'));
  const dir = join(root, 'owner');
  await mkdir(dir);
  const server = await GitServer.start({ root, credentials });
  const { host, url: baseUrl } = server;
  const integrations = { gitea: [{ host, baseUrl, ...credentials }] };
  const source = new GitCommitSource({
    roots: [],
    remotes: {
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({ integrations }),
      ),
      credentials: [],
      clones: { directory: join(root, 'clones'), maxBytes: Infinity },
      logger: mockServices.logger.mock(),
    },
  });
  const nameOf = (url: string) => `owner/${basename(url)}`;
  const misbehave = async (fault: Parameters<GitServer['misbehave']>[0]) => {
    server.misbehave(fault);
    return () => server.behave();
  };
  const basic = Buffer.from('reader:p4ss-w0rd').toString('base64');
  return {
    source,
    dir,
    publish: async repository => `${baseUrl}/${nameOf(repository.path)}`,
    spellings: url => [
      `${url}.git`,
      `${url}/src/branch/main/catalog-info.yaml`,
      url.replace('http://', 'http://somebody:secret@'),
      `git@127.0.0.1:${nameOf(url)}.git`,
    ],
    strangers: [
      'https://nobody-configured-this.example/catalog-info.yaml',
      's3://bucket/catalog-info.yaml',
      'not a URL',
    ],
    secrets: [credentials.password, basic],
    rename: async url => {
      const to = `${nameOf(url)}-renamed`;
      await rename(join(root, nameOf(url)), join(root, to));
      server.misbehave(
        { kind: 'redirect', to: `${baseUrl}/${to}.git` },
        { repository: nameOf(url) },
      );
      return `${baseUrl}/${to}`;
    },
    remove: url => rm(join(root, nameOf(url)), { recursive: true }),
    makePrivate: async url => {
      server.misbehave(GONE, { repository: nameOf(url) });
    },
    breakDown: () =>
      misbehave({ kind: 'answer', status: 502, body: asked => asked }),
    stall: () => misbehave({ kind: 'hang' }),
    limit: () =>
      misbehave({
        kind: 'answer',
        status: 429,
        headers: { 'Retry-After': '60' },
      }),
    countRequests: () => server.requests.length,
    stop: async () => {
      await server.stop();
      await rm(root, { recursive: true });
    },
  };
}

describe('local repositories', () => {
  it.each(behavioursFor(['remove', 'mapAuthors', 'readFolders', 'forget']))(
    '$name',
    async behaviour => {
      await expect(behaviour.run(setUpLocal)).resolves.toBeUndefined();
    },
  );
});

describe('repositories of a host', () => {
  it.each(
    behavioursFor([
      'rename',
      'remove',
      'makePrivate',
      'breakDown',
      'stall',
      'limit',
      'countRequests',
      'mapAuthors',
      'readFolders',
      'getCommitUrl',
      'forget',
    ]),
  )('$name', async behaviour => {
    await expect(behaviour.run(setUpRemote)).resolves.toBeUndefined();
  });
});
