import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fetchPackage } from './lib/fetchPackage.mjs';

const NAME = 'some-tool';
const VERSION = '1.2.3';

const integrityOf = bytes =>
  `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/** A package as the registry has it, whose one file is a program. */
async function makeTarball(folder, program) {
  await mkdir(path.join(folder, 'package/bin'), { recursive: true });
  await writeFile(
    path.join(folder, 'package/package.json'),
    JSON.stringify({ name: NAME, version: VERSION }),
  );
  await writeFile(path.join(folder, 'package/bin/tool'), program);
  return execFileSync('tar', ['-czf', '-', '-C', folder, 'package']);
}

describe('A package that set-up fetches', () => {
  let folder;
  let registry;
  let env;
  let genuine;
  let served;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'git-activity-fetch-'));
    genuine = await makeTarball(path.join(folder, 'genuine'), 'genuine');
    registry = createServer((request, response) => {
      const tarball = `http://${request.headers.host}/${NAME}.tgz`;
      // A registry that was broken into vouches for what it sends.
      const dist = { tarball, integrity: integrityOf(served) };
      response.end(
        request.url.endsWith('.tgz')
          ? served
          : JSON.stringify({
              name: NAME,
              'dist-tags': { latest: VERSION },
              versions: { [VERSION]: { name: NAME, version: VERSION, dist } },
            }),
      );
    });
    await new Promise(resolve => {
      registry.listen(0, '127.0.0.1', resolve);
    });
    env = {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${registry.address().port}/`,
      npm_config_cache: path.join(folder, 'cache'),
    };
  });
  after(async () => {
    registry.close();
    await rm(folder, { recursive: true, force: true });
  });

  const fetchInto = target =>
    fetchPackage({
      wanted: {
        name: NAME,
        version: VERSION,
        integrity: integrityOf(genuine),
      },
      folder: target,
      logFile: path.join(folder, 'log'),
      env,
    });

  it('is unpacked if it is the one that was wanted', async () => {
    served = genuine;
    const target = path.join(folder, 'first/tool');
    await fetchInto(target);
    assert.equal(
      await readFile(path.join(target, 'bin/tool'), 'utf8'),
      'genuine',
    );
    assert.deepEqual(await readdir(path.dirname(target)), ['tool']);
  });

  it('is not unpacked if it is another one by the same name', async () => {
    await rm(env.npm_config_cache, { recursive: true, force: true });
    served = await makeTarball(path.join(folder, 'forged'), 'forged');
    const target = path.join(folder, 'second/tool');
    await assert.rejects(fetchInto(target), {
      name: 'Problem',
      message:
        /^What the npm registry sent as some-tool 1\.2\.3 is something else/,
    });
    assert.deepEqual(await readdir(target), []);
    assert.deepEqual(await readdir(path.dirname(target)), ['tool']);
  });
});
