import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readGitActivityConfig } from './config';

function read(gitActivity: JsonObject) {
  return readGitActivityConfig(new ConfigReader({ gitActivity }));
}

describe('readGitActivityConfig', () => {
  it('has a default for everything', () => {
    expect(readGitActivityConfig(new ConfigReader({}))).toEqual({
      schedule: {
        frequency: { minutes: 15 },
        timeout: { minutes: 10 },
        initialDelay: { seconds: 10 },
      },
      counting: { dayBasis: 'author', bots: [] },
      people: { aliases: [] },
      repositories: { allow: undefined },
      sync: { concurrency: 4 },
      privacy: {
        people: 'named',
        minimumTeamSize: 1,
        ownActivity: true,
        optOut: [],
      },
    });
  });

  it('lets no figure rest on fewer than five people where nobody is told apart', () => {
    expect(read({ privacy: { people: 'team' } }).privacy).toEqual({
      people: 'team',
      minimumTeamSize: 5,
      ownActivity: false,
      optOut: [],
    });
    expect(
      read({
        privacy: { people: 'self', minimumTeamSize: 3, optOut: ['User:Jane'] },
      }).privacy,
    ).toEqual({
      people: 'self',
      minimumTeamSize: 3,
      ownActivity: true,
      optOut: ['user:default/jane'],
    });
  });

  it('takes aliases for Users and for other addresses', () => {
    const aliases = [
      { emails: ['jane@old.example', 'J@x.org'], user: 'User:Default/jane' },
      { emails: ['law@x.org'], name: 'Jane', sameAs: 'jane@x.org' },
    ];
    expect(read({ people: { aliases } }).people.aliases).toEqual([
      {
        email: 'jane@old.example',
        userEntityRef: 'user:default/jane',
        rule: 'configuration',
      },
      {
        email: 'J@x.org',
        userEntityRef: 'user:default/jane',
        rule: 'configuration',
      },
      {
        email: 'law@x.org',
        name: 'Jane',
        sameAs: 'jane@x.org',
        rule: 'configuration',
      },
    ]);
  });

  it.each([
    [{ emails: ['a@x.org'] }, 'must have either user or sameAs'],
    [{ emails: ['a@x.org'], user: 'jane', sameAs: 'b@x.org' }, 'either'],
    [{ emails: ['a@x.org'], user: 'group:default/x' }, '.user is no ref'],
    [{ emails: ['a@x.org'], sameAs: 'root@localhost' }, '.sameAs'],
    [{ emails: ['nobody'], user: 'jane' }, '.emails'],
    [{ emails: ['a@x.org'], usr: 'jane' }, '.usr is none of'],
  ])('refuses the alias %j, and names the key', (alias, message) => {
    const reading = () => read({ people: { aliases: [alias] } });
    expect(reading).toThrow('gitActivity.people.aliases[0]');
    expect(reading).toThrow(message);
  });

  it('takes hosts, owners and folders for what entities may have', () => {
    const allow = [
      { urls: ['https://GitHub.com/My-Org/', 'https://git.example.com'] },
      {
        kinds: ['Component'],
        namespaces: ['platform'],
        urls: ['file:/srv/git'],
      },
    ];
    expect(read({ repositories: { allow } }).repositories.allow).toEqual([
      { urls: ['https://github.com/My-Org', 'https://git.example.com'] },
      {
        kinds: ['Component'],
        namespaces: ['platform'],
        urls: ['file:///srv/git'],
      },
    ]);
  });

  it('takes durations as objects and as texts', () => {
    const { schedule } = read({
      schedule: {
        frequency: { hours: 1 },
        timeout: 'PT5M',
        initialDelay: '0s',
      },
    });
    expect(schedule.frequency).toEqual({ hours: 1 });
    expect(schedule.timeout).toEqual({ minutes: 5 });
    expect(schedule.initialDelay).toEqual({ milliseconds: 0 });
  });

  it('takes any IANA zone as day basis', () => {
    expect(
      read({ counting: { dayBasis: 'Pacific/Auckland' } }).counting.dayBasis,
    ).toBe('Pacific/Auckland');
  });

  it.each([
    [{ schedule: { frequency: 'often' } }, 'gitActivity.schedule.frequency'],
    [
      { schedule: { frequency: { minutes: 0 } } },
      'gitActivity.schedule.frequency must be longer than zero',
    ],
    [
      { schedule: { timeout: { minutes: -1 } } },
      'gitActivity.schedule.timeout must be longer than zero',
    ],
    [
      { schedule: { initialDelay: { seconds: -1 } } },
      'gitActivity.schedule.initialDelay must be zero or longer',
    ],
    [
      { counting: { dayBasis: 'Mars/Olympus' } },
      'gitActivity.counting.dayBasis',
    ],
    [{ counting: { bots: ['ci', ' * '] } }, 'gitActivity.counting.bots'],
    [{ counting: { bots: [''] } }, 'gitActivity.counting.bots'],
    [{ privacy: { people: 'none' } }, 'gitActivity.privacy.people'],
    [
      { privacy: { minimumTeamSize: 5 } },
      'gitActivity.privacy.minimumTeamSize hides nobody',
    ],
    [
      { privacy: { people: 'team', minimumTeamSize: 0 } },
      'gitActivity.privacy.minimumTeamSize',
    ],
    [{ privacy: { optOut: ['group:x'] } }, 'gitActivity.privacy.optOut'],
    [{ counting: { bots: 'ci' } }, 'gitActivity.counting.bots'],
    [
      { repositories: { allow: [{ urls: ['github.com/org'] }] } },
      'gitActivity.repositories.allow[0].urls',
    ],
    [
      { repositories: { allow: [{ urls: ['https://github.com/org/**'] }] } },
      'gitActivity.repositories.allow[0].urls',
    ],
    [
      { repositories: { allow: [{ urls: ['https://me:secret@host/org'] }] } },
      'gitActivity.repositories.allow[0].urls',
    ],
    [
      { repositories: { allow: [{ kinds: ['Component'] }] } },
      'gitActivity.repositories.allow[0].urls',
    ],
    [
      { repositories: { allow: [{ url: 'x', urls: [] }] } },
      'gitActivity.repositories.allow[0].url is none of kinds, namespaces, urls',
    ],
    [{ sync: { concurrency: 0 } }, 'gitActivity.sync.concurrency'],
    [{ sync: { concurrency: 1.5 } }, 'gitActivity.sync.concurrency'],
    [{ sync: { concurrency: 65 } }, 'gitActivity.sync.concurrency'],
  ])('names the key of an unusable value: %j', (gitActivity, message) => {
    expect(() => read(gitActivity as JsonObject)).toThrow(message);
  });
});
