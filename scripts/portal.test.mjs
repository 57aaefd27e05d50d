import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  startPortal,
  waitUntilDiscovered,
  waitUntilReady,
  waitUntilSynced,
} from './lib/portal.mjs';
import { configurePortal } from './lib/portalConfig.mjs';
import { findFreePort } from './lib/ports.mjs';

const never = new Promise(() => {});

/** Serves what a test answers with, until the test has ended. */
async function serve(t, answer) {
  const server = createServer((request, response) => {
    const { status = 200, body } = answer(
      new URL(request.url, 'http://localhost'),
    );
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

describe('A portal whose backend cannot start', () => {
  let folder;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'git-activity-portal-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('says so soon after the backend has ended, with the reason', async () => {
    const portal = startPortal({
      toolchain: { node: process.execPath, env: process.env },
      portal: await configurePortal({
        folder: path.join(folder, 'ended'),
        ports: { page: await findFreePort(), backend: await findFreePort() },
        catalog: '',
        roots: [],
        integrations: { github: [{ host: 'no host' }] },
        team: 'my-team',
        expected: 0,
      }),
    });
    try {
      await assert.rejects(waitUntilReady(portal), error => {
        assert.equal(error.name, 'Problem');
        assert.match(error.message, /Plugin 'catalog' startup failed/);
        assert.match(error.message, /'no host' is not a valid host/);
        assert.match(
          error.message,
          /backend ended by itself \(exit status 1\)/,
        );
        assert.ok(
          error.message.includes(path.join(portal.folder, 'backend.log')),
        );
        // The reason, and not all that was logged before it.
        assert.ok(error.message.split('\n').length < 10);
        return true;
      });
    } finally {
      await portal.stop();
    }
  });

  it('says so although the backend lives on', async t => {
    const backend = await serve(t, () => ({ status: 503 }));
    const log = path.join(folder, 'alive.log');
    await writeFile(
      log,
      [
        '2026-11-27T21:45:28Z backstage error Plugin \'auth\' threw an error during startup, but boot failure is permitted for this plugin so startup will continue. no secret type="initialization"',
        '\u001b[2m2026-11-27T21:45:29Z\u001b[22m \u001b[34mbackstage\u001b[39m \u001b[31merror\u001b[39m Plugin \'catalog\' threw an error during startup, waiting for 5 other plugins to finish before shutting down the process. database is locked \u001b[36mtype\u001b[39m="initialization" \u001b[36mstack\u001b[39m="Error: database is locked"',
        '2026-11-27T21:45:30Z rootHttpRouter info "GET /.backstage/health/v1/readiness HTTP/1.1" 503',
      ].join('\n'),
    );
    await assert.rejects(
      waitUntilReady({
        page: backend,
        backend,
        logFiles: { page: log, backend: log },
        ended: never,
      }),
      error => {
        assert.match(
          error.message,
          /^Plugin 'catalog' threw .* database is locked\n/,
        );
        assert.match(error.message, /backend could not start\. .*alive\.log$/);
        assert.doesNotMatch(error.message, /no secret|readiness|stack/);
        return true;
      },
    );
  });
});

describe('A portal of more repositories than one page of the API holds', () => {
  it('counts all of them', async t => {
    const all = Array.from({ length: 1203 }, (_, index) => ({
      id: String(index),
      status: 'current',
      commits: index,
    }));
    const backend = await serve(t, ({ pathname, searchParams }) => {
      if (pathname === '/api/auth/guest/refresh') {
        return { body: { backstageIdentity: { token: 'x' } } };
      }
      assert.equal(pathname, '/api/git-activity/repositories');
      const limit = Number(searchParams.get('limit'));
      assert.ok(limit <= 500);
      const from = Number(searchParams.get('cursor') ?? 0);
      const more = from + limit < all.length;
      return {
        body: {
          items: all.slice(from, from + limit),
          ...(more && { nextCursor: String(from + limit) }),
        },
      };
    });
    const portal = {
      backend,
      ended: never,
      logFiles: {},
      expected: all.length,
    };
    assert.equal((await waitUntilDiscovered(portal)).length, all.length);
    assert.deepEqual(await waitUntilSynced(portal, { timeout: 10_000 }), all);
  });
});
