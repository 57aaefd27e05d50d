import { BotMatcher } from './bots';
import { identify, parseNoreplyEmail, UserDirectory } from './identify';

const users = new UserDirectory([
  {
    entityRef: 'user:default/ada',
    name: 'Ada Lovelace',
    emails: ['ada@example.com'],
    accounts: [{ host: 'github.com', login: 'ada-l' }],
  },
  {
    entityRef: 'user:default/bob',
    name: 'Bob',
    emails: ['root@bobs.example'],
    accounts: [
      { host: 'github.com', login: 'bob' },
      { host: 'gitlab.example.com', login: 'bobby' },
    ],
  },
  {
    entityRef: 'user:zoo/ada',
    name: 'Another Ada',
    emails: ['ada@example.com'],
    accounts: [{ host: 'ghe.example.com', login: 'bob' }],
  },
]);
const bots = new BotMatcher(['ci@example.com']);

function who(
  name: string,
  email: string,
  logins: Record<string, string> = {},
  sharedEmails: string[] = [],
) {
  return identify(
    {
      name,
      email,
      accounts: Object.entries(logins).map(([host, login]) => ({
        host,
        login,
      })),
    },
    { users, bots, sharedEmails: new Set(sharedEmails) },
  );
}

describe('parseNoreplyEmail', () => {
  it.each([
    ['583231+OctoCat@users.noreply.github.com', 'github.com', 'octocat'],
    ['octocat@users.noreply.github.com', 'github.com', 'octocat'],
    ['1-up@users.noreply.github.com', 'github.com', '1-up'],
    ['42-jane.doe@users.noreply.gitlab.com', 'gitlab.com', 'jane.doe'],
    ['jane@users.noreply.gitlab.example.com', 'gitlab.example.com', 'jane'],
    ['7+x@users.noreply.ghe.example.com', 'ghe.example.com', 'x'],
  ])('finds the account in %s', (email, host, login) => {
    expect(parseNoreplyEmail(email)).toEqual({ host, login });
  });

  it.each(['ada@example.com', 'noreply@github.com', '@users.noreply.x', ''])(
    'finds none in %p',
    email => {
      expect(parseNoreplyEmail(email)).toBeUndefined();
    },
  );
});

describe('identify', () => {
  it('finds the User by email in any case', () => {
    expect(who('ada', 'ADA@Example.com')).toEqual({
      key: 'email:ada@example.com',
      userEntityRef: 'user:default/ada',
      botReason: null,
    });
  });

  it("finds the User by the login in GitHub's noreply address", () => {
    expect(who('x', '99+Ada-L@users.noreply.github.com').userEntityRef).toBe(
      'user:default/ada',
    );
    expect(who('x', 'bob@users.noreply.github.com').userEntityRef).toBe(
      'user:default/bob',
    );
  });

  it('believes a host whose commit it is before the email in the commit', () => {
    expect(
      who('x', 'ada@example.com', { 'github.com': 'bob' }).userEntityRef,
    ).toBe('user:default/bob');
    expect(
      who('x', 'x@example.com', { 'github.com': 'bob' }).userEntityRef,
    ).toBe('user:default/bob');
    expect(
      who('x', 'bob@users.noreply.github.com', { 'github.com': 'ada-l' })
        .userEntityRef,
    ).toBe('user:default/ada');
  });

  it('goes by the email where the account is nobody that the catalog knows', () => {
    expect(
      who('x', 'ada@example.com', { 'github.com': 'stranger' }).userEntityRef,
    ).toBe('user:default/ada');
    expect(who('x', 'x@example.com', { 'github.com': 'stranger' }).key).toBe(
      who('y', 'x@example.com').key,
    );
  });

  it('keeps a bot a bot whatever account it has', () => {
    expect(
      who('dependabot[bot]', 'x@example.com', { 'github.com': 'bob' })
        .botReason,
    ).not.toBeNull();
  });

  it('does not take a login for that of the same name elsewhere', () => {
    expect(who('x', '99-bob@users.noreply.gitlab.com')).toEqual({
      key: 'login:gitlab.com/bob',
      userEntityRef: null,
      botReason: null,
    });
  });

  it('makes one person of all addresses of an account', () => {
    expect(who('C', '1+carol@users.noreply.github.com').key).toBe(
      who('Carol', 'Carol@users.noreply.github.com').key,
    );
  });

  it('makes one person of an email in any case, and none of a name alone', () => {
    expect(who('Dan', 'dan@x.org').key).toBe(who('D.', 'DAN@x.org ').key);
    expect(who('Dan', 'dan@x.org').key).not.toBe(who('Dan', 'd@x.org').key);
  });

  it('goes by the name where there is no email', () => {
    expect(who('Eve', '').key).toBe('name:eve');
    expect(who('EVE', '  ').key).toBe('name:eve');
  });

  it('keeps a bot apart from the human whose email it uses', () => {
    expect(who('dependabot[bot]', 'ada@example.com')).toEqual({
      key: 'bot:dependabot[bot]',
      userEntityRef: null,
      botReason: expect.any(String),
    });
    expect(who('CI', 'ci@example.com').botReason).not.toBeNull();
  });

  it('makes one bot of all its addresses', () => {
    expect(who('Renovate Bot', 'bot@renovateapp.com').key).toBe(
      who('renovate bot', 'renovate@corp.example').key,
    );
  });

  it('takes an account for that of its own host only', () => {
    expect(who('x', 'x@x.org', { 'ghe.example.com': 'bob' })).toMatchObject({
      userEntityRef: 'user:zoo/ada',
    });
    expect(who('x', 'x@x.org', { 'gitlab.com': 'bob' })).toMatchObject({
      userEntityRef: null,
    });
  });

  it('comes to the same person, whichever of two hosts told first', () => {
    const accounts = { 'ghe.example.com': 'bob', 'github.com': 'ada-l' };
    const reversed = { 'github.com': 'ada-l', 'ghe.example.com': 'bob' };
    expect(who('x', 'x@x.org', accounts)).toEqual(
      who('x', 'x@x.org', reversed),
    );
  });

  it.each([
    'unknown',
    'root@localhost',
    'root@build.example.com',
    'jane@localhost.localdomain',
    'user@(none)',
    '@example.com',
    'jane@',
    'nobody@example.com',
  ])('makes nobody of %s, which anybody may have', email => {
    expect(who('Jane', email).key).not.toBe(who('John', email).key);
    expect(who('Jane Doe', email).key).toBe(who('jane  doe', email).key);
  });

  it('makes nobody of an address that many names use', () => {
    const shared = ['law@example.com'];
    expect(who('Jane', shared[0], {}, shared).key).not.toBe(
      who('John', shared[0], {}, shared).key,
    );
    expect(who('Jane', shared[0]).key).toBe(who('John', shared[0]).key);
  });

  it('believes a User who says that a common address is theirs', () => {
    expect(who('x', 'root@bobs.example').userEntityRef).toBe(
      'user:default/bob',
    );
  });

  it('keeps every key within what the ledger can hold', () => {
    // A letter that becomes two in lower case.
    const { key } = who('', 'İ'.repeat(320));
    expect(key.length).toBeLessThan(600);
  });
});
