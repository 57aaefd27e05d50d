import { accountOfId, parseNoreplyEmail } from './addresses';
import { Alias, AliasDirectory } from './AliasDirectory';
import { BotMatcher } from './bots';
import { identify, KnownAuthor, UserDirectory } from './identify';

const users = new UserDirectory([
  {
    entityRef: 'user:default/ada',
    name: 'Ada Lovelace',
    emails: ['ada@example.com'],
    accounts: [
      { host: 'github.com', login: 'ada-l' },
      accountOfId('github.com', '1815'),
    ],
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

interface Known {
  logins?: Record<string, string>;
  sharedEmails?: string[];
  aliases?: Array<Partial<Alias> & { email: string }>;
  /** Accounts of those who write other addresses. */
  accountsOf?: Record<string, KnownAuthor['accounts']>;
}

function whoIs(name: string, email: string, known: Known = {}) {
  return identify(
    {
      name,
      email,
      accounts: Object.entries(known.logins ?? {}).map(([host, login]) => ({
        host,
        login,
      })),
    },
    {
      users,
      bots,
      aliases: new AliasDirectory(
        known.aliases?.map(alias => ({ rule: 'alias', ...alias })),
      ),
      accountsOf: new Map(Object.entries(known.accountsOf ?? {})),
      sharedEmails: new Set(known.sharedEmails),
    },
  );
}

/** Who somebody is, however that was found out. */
function who(
  name: string,
  email: string,
  logins: Record<string, string> = {},
  sharedEmails: string[] = [],
) {
  const { rule: _, ...identity } = whoIs(name, email, { logins, sharedEmails });
  return identity;
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

describe('the rules in their order', () => {
  const ADA = 'user:default/ada';
  const BOB = 'user:default/bob';
  const alias = { email: 'ada@example.com', userEntityRef: BOB };

  it('goes by an alias before the account, the account before the email, the email before what a host made up', () => {
    const logins = { 'github.com': 'ada-l' };
    expect(whoIs('x', 'ADA@example.com', { logins, aliases: [alias] })).toEqual(
      {
        key: 'email:ada@example.com',
        userEntityRef: BOB,
        botReason: null,
        rule: 'alias',
      },
    );
    expect(whoIs('x', 'root@bobs.example', { logins })).toMatchObject({
      userEntityRef: ADA,
      rule: 'account',
    });
    expect(whoIs('x', 'ada@example.com')).toMatchObject({
      userEntityRef: ADA,
      rule: 'email',
    });
    expect(whoIs('x', '9+bob@users.noreply.github.com')).toMatchObject({
      userEntityRef: BOB,
      rule: 'noreply',
    });
    expect(whoIs('x', 'x@example.com')).toMatchObject({
      userEntityRef: null,
      rule: 'address',
    });
    expect(whoIs('x', 'root@localhost')).toMatchObject({
      userEntityRef: null,
      rule: 'name',
    });
    expect(whoIs('x', 'ci@example.com').rule).toBe('bot');
  });

  it('knows an account by its id, whatever login it has by now', () => {
    expect(whoIs('x', '1815+countess@users.noreply.github.com')).toMatchObject({
      userEntityRef: ADA,
      rule: 'noreply',
    });
    expect(whoIs('x', '1815+bob@users.noreply.github.com').userEntityRef).toBe(
      ADA,
    );
    expect(
      whoIs('x', '1815-x@users.noreply.gitlab.com').userEntityRef,
    ).toBeNull();
  });

  it('tells which kind of decision an alias was', () => {
    for (const rule of ['alias', 'configuration', 'claim'] as const) {
      expect(
        whoIs('x', 'ada@example.com', { aliases: [{ ...alias, rule }] }).rule,
      ).toBe(rule);
    }
  });

  it('takes the first of several aliases about the same address, and one about the name before one about the address', () => {
    const aliases = [
      { email: 'x@x.org', userEntityRef: ADA },
      { email: 'x@x.org', userEntityRef: BOB },
      { email: 'x@x.org', name: 'Bob', userEntityRef: BOB },
    ];
    expect(whoIs('x', 'X@x.org', { aliases }).userEntityRef).toBe(ADA);
    expect(whoIs('BOB ', 'X@x.org', { aliases }).userEntityRef).toBe(BOB);
  });

  it('makes one person of strangers who are said to be the same, and of the User that one of them is', () => {
    const aliases = [
      { email: 'old@x.org', sameAs: 'new@x.org' },
      { email: 'older@x.org', sameAs: 'Old@x.org' },
    ];
    const { key } = whoIs('x', 'new@x.org', { aliases });
    expect(whoIs('y', 'old@x.org', { aliases })).toMatchObject({
      key,
      userEntityRef: null,
      rule: 'alias',
    });
    expect(whoIs('z', 'older@x.org', { aliases }).key).toBe(key);
    const known = [{ email: 'old@x.org', sameAs: 'ada@example.com' }];
    expect(whoIs('y', 'old@x.org', { aliases: known }).userEntityRef).toBe(ADA);
    const accountsOf = { 'new@x.org': [{ host: 'github.com', login: 'bob' }] };
    expect(
      whoIs('y', 'older@x.org', { aliases, accountsOf }).userEntityRef,
    ).toBe(BOB);
  });

  it('comes to one person where aliases go round in a circle', () => {
    const aliases = [
      { email: 'a@x.org', sameAs: 'b@x.org' },
      { email: 'b@x.org', sameAs: 'c@x.org' },
      { email: 'c@x.org', sameAs: 'a@x.org' },
    ];
    const keys = ['a', 'b', 'c'].map(
      name => whoIs(name, `${name}@x.org`, { aliases }).key,
    );
    expect(new Set(keys)).toEqual(new Set(['email:a@x.org']));
  });

  it('means all noreply addresses of an account by one of them', () => {
    const aliases = [
      { email: 'carol@users.noreply.github.com', userEntityRef: BOB },
    ];
    expect(
      whoIs('C', '77+Carol@users.noreply.github.com', { aliases })
        .userEntityRef,
    ).toBe(BOB);
  });

  it('makes a human of a bot only by an alias for its name', () => {
    const email = 'ada@example.com';
    expect(
      whoIs('dependabot[bot]', email, { aliases: [alias] }).botReason,
    ).not.toBeNull();
    expect(
      whoIs('Ada Robot', email, { aliases: [{ ...alias, name: 'Ada Robot' }] }),
    ).toMatchObject({ userEntityRef: BOB, botReason: null });
  });

  it('forgets an alias that leads to a User who is no longer there', () => {
    const gone = { ...alias, userEntityRef: 'user:default/gone' };
    expect(whoIs('x', 'ada@example.com', { aliases: [gone] })).toMatchObject({
      userEntityRef: ADA,
      rule: 'email',
    });
  });

  it('tells people of one address apart by an alias for the name', () => {
    const known = {
      sharedEmails: ['law@x.org'],
      aliases: [{ email: 'law@x.org', name: 'Ada', userEntityRef: ADA }],
    };
    expect(whoIs('ada', 'law@x.org', known).userEntityRef).toBe(ADA);
    expect(whoIs('Bob', 'law@x.org', known).userEntityRef).toBeNull();
  });
});
