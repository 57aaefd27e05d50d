import { mockServices } from '@backstage/backend-test-utils';
import { readHostSettings } from './readHostSettings';

const read = (forge: object) =>
  readHostSettings({
    config: mockServices.rootConfig({
      data: { gitActivity: { forge } } as never,
    }),
    key: 'gitActivity.forge',
    integration: 'integrations.forge',
    hosts: ['forge.com', 'Forge.example.com'],
  });

describe('how hosts are read', () => {
  it('is by their API, with a fifth left to others, unless it is configured', () => {
    const usual = {
      via: 'api',
      reserve: 0.2,
      reserveKey: 'gitActivity.forge.reserve',
    };

    expect([...read({})]).toEqual([
      ['forge.com', usual],
      ['forge.example.com', usual],
    ]);
  });

  it('is configured for all, and for each', () => {
    const settings = read({
      via: 'git',
      reserve: 0.5,
      hosts: [{ host: 'FORGE.com', via: 'api', reserve: 0 }],
    });

    expect(Object.fromEntries(settings)).toEqual({
      'forge.com': {
        via: 'api',
        reserve: 0,
        reserveKey: 'gitActivity.forge.hosts[0].reserve',
      },
      'forge.example.com': {
        via: 'git',
        reserve: 0.5,
        reserveKey: 'gitActivity.forge.reserve',
      },
    });
  });

  it.each([
    [{ via: 'svn' }, 'gitActivity.forge.via must be "api" or "git"'],
    [{ via: 7 }, 'gitActivity.forge.via'],
    [{ reserve: 1 }, 'gitActivity.forge.reserve must be a share'],
    [{ reserve: -0.1 }, 'gitActivity.forge.reserve must be a share'],
    [{ hosts: [{}] }, 'gitActivity.forge.hosts[0].host'],
    [
      { hosts: [{ host: 'elsewhere.example.com' }] },
      'gitActivity.forge.hosts[0].host is "elsewhere.example.com", which integrations.forge does not name',
    ],
    [
      { hosts: [{ host: 'forge.com' }, { host: 'Forge.com' }] },
      'gitActivity.forge.hosts[1].host names forge.com a second time',
    ],
    [
      { hosts: [{ host: 'forge.com', reserve: 2 }] },
      'gitActivity.forge.hosts[0].reserve must be a share',
    ],
  ])('names the key when it is %j', (forge, message) => {
    expect(() => read(forge)).toThrow(message);
  });
});
