import { createServer } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { TestRepository } from '../plugins/git-activity-source-test-kit/src';
import { FakeGithub } from '../packages/fake-hosts/src';
import { HOSTILE_URLS, makeHostileRepository } from './hostile';

// A GitHub on this machine that hosts one of the sample repositories for the browser tests, which tell it over HTTP what to do, and
// a repository that somebody wrote who wants to do harm. It says in one line of JSON where it is, and what the catalog should name.

const OWNER = 'harbour';
const NAME = 'remote-payments';
const BRANCH = 'main';
const TOKEN = 'browser-tests';
const POINTS_PER_HOUR = 5_000;

/** The system of the components whose repositories lead nowhere good. */
const NOWHERE = 'nowhere';

interface Order {
  /** Of `/exhaust`: for how long nothing is left of the limit. */
  seconds?: number;
  /** Of `/commit`: of the empty commit that is pushed. */
  subject?: string;
}

const apiVersion = 'backstage.io/v1alpha1';
const owner = 'guests';

function component(name: string, url: string, ofSystem?: string): object {
  return {
    apiVersion,
    kind: 'Component',
    metadata: { name, annotations: { 'git-activity/repository': url } },
    spec: {
      type: 'service',
      lifecycle: 'experimental',
      owner,
      system: ofSystem,
    },
  };
}

function system(name: string): object {
  return { apiVersion, kind: 'System', metadata: { name }, spec: { owner } };
}

async function main(folder: string, sample: string): Promise<void> {
  const repository = await TestRepository.create({
    dir: path.join(folder, 'host', `${NAME}.git`),
    bare: true,
    branch: BRANCH,
  });
  await repository.git('fetch', '--quiet', sample, `HEAD:${BRANCH}`);
  const github = await FakeGithub.start();
  github.addToken({
    token: TOKEN,
    kind: 'classic',
    scopes: ['repo'],
    login: 'portal',
  });
  const { url } = github.addRepository({
    owner: OWNER,
    name: NAME,
    repository,
    private: true,
  });

  const hostile = await makeHostileRepository(
    path.join(folder, 'repositories/hostile.git'),
  );
  const { url: hostileUrl } = github.addRepository({
    owner: OWNER,
    name: 'hostile',
    repository: hostile,
    private: true,
  });

  /** What a test may ask for. */
  const orders = new Map<string, (order: Order) => Promise<void>>([
    [
      '/exhaust',
      async ({ seconds = 0 }) =>
        github.setLimit({
          resource: 'graphql',
          limit: POINTS_PER_HOUR,
          remaining: 1,
          resetAt: new Date(Date.now() + seconds * 1000),
        }),
    ],
    [
      '/commit',
      async ({ subject }) => {
        await repository.commit({
          message: subject,
          authoredAt: Math.floor(Date.now() / 1000),
        });
      },
    ],
  ]);
  const control = createServer(async (request, response) => {
    const carryOut = orders.get(request.url ?? '');
    try {
      await carryOut?.(JSON.parse(await text(request)));
      response.statusCode = carryOut ? 204 : 404;
      response.end();
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
  control.listen(0, '127.0.0.1', () => {
    const address = control.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    process.stdout.write(
      `${JSON.stringify({
        control: `http://127.0.0.1:${port}`,
        integration: {
          host: github.host,
          apiBaseUrl: github.apiBaseUrl,
          token: TOKEN,
        },
        entities: [
          component(NAME, url),
          component('remote-hostile', hostileUrl),
          component('local-hostile', hostile.url),
          system(NOWHERE),
          ...HOSTILE_URLS.map((hopeless, index) =>
            component(`${NOWHERE}-${index + 1}`, hopeless, NOWHERE),
          ),
        ],
        /** Those that there really are. */
        repositories: 3,
      })}\n`,
    );
  });
}

const [folder, sample] = process.argv.slice(2);
main(folder, sample).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
