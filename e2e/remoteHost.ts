import { createServer } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { TestRepository } from '../plugins/git-activity-source-test-kit/src';
import { FakeGithub } from '../packages/fake-hosts/src';

// A GitHub on this machine that hosts one of the sample repositories for the browser tests, which tell it over HTTP what to do. It
// says in one line of JSON where it is.

const OWNER = 'harbour';
const NAME = 'remote-payments';
const BRANCH = 'main';
const TOKEN = 'browser-tests';
const POINTS_PER_HOUR = 5_000;

interface Order {
  /** Of `/exhaust`: for how long nothing is left of the limit. */
  seconds?: number;
  /** Of `/commit`: of the empty commit that is pushed. */
  subject?: string;
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
        entity: NAME,
        url,
      })}\n`,
    );
  });
}

const [folder, sample] = process.argv.slice(2);
main(folder, sample).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
