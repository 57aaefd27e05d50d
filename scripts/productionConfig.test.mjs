import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import configReader from '@backstage/config';
import configLoader from '@backstage/config-loader';
import { root } from './lib/project.mjs';

const { ConfigReader } = configReader;
const { loadConfig } = configLoader;

/** The configuration as a backend in production reads it, with some variables of its environment. */
async function readConfig(variables = {}) {
  const files = ['app-config.yaml', 'app-config.production.yaml'];
  const { appConfigs } = await loadConfig({
    configRoot: root,
    configTargets: files.map(file => ({ path: path.join(root, file) })),
    experimentalEnvFunc: async name => variables[name],
  });
  return ConfigReader.fromConfigs(appConfigs);
}

describe('The configuration for production', () => {
  it('lets nobody in as a guest', async () => {
    const config = await readConfig();
    assert.equal(config.has('auth.providers.guest'), false);
  });

  it('listens to nobody but a proxy on the same machine, unless told otherwise', async () => {
    const hostOf = async variables =>
      (await readConfig(variables)).getString('backend.listen.host');
    assert.equal(await hostOf(), '127.0.0.1');
    assert.equal(await hostOf({ LISTEN_HOST: '0.0.0.0' }), '0.0.0.0');
  });

  it('lets pages ask nobody but the portal, and no other page ask it', async () => {
    const config = await readConfig();
    const policy = config.get('backend.csp');
    assert.deepEqual(policy['connect-src'], ["'self'"]);
    assert.doesNotMatch(JSON.stringify(policy), /http|\*/);
    assert.equal(config.has('backend.cors'), false);
  });

  it('says by what address browsers reach it, in one place', async () => {
    const config = await readConfig({ PORTAL_URL: 'https://portal.example' });
    for (const key of ['app.baseUrl', 'backend.baseUrl']) {
      assert.equal(config.getString(key), 'https://portal.example');
    }
  });
});
