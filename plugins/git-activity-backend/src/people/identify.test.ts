import { BotMatcher } from './bots';
import { identify, parseNoreplyEmail, UserDirectory } from './identify';

const users = new UserDirectory([
  {
    entity_ref: 'user:default/ada',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    github_login: 'ada-l',
  },
  {
    entity_ref: 'user:default/bob',
    name: 'Bob',
    email: null,
    github_login: 'bob',
  },
  {
    entity_ref: 'user:zoo/ada',
    name: 'Another Ada',
    email: 'ada@example.com',
    github_login: null,
  },
]);
const bots = new BotMatcher(['ci@example.com']);

function who(name: string, email: string, login?: string | null) {
  return identify({ name, email, login }, { users, bots });
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
      key: 'user:user:default/ada',
      name: 'Ada Lovelace',
      userEntityRef: 'user:default/ada',
      bot: false,
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
    expect(who('x', 'ada@example.com', 'bob').userEntityRef).toBe(
      'user:default/bob',
    );
    expect(who('x', 'x@example.com', 'bob').userEntityRef).toBe(
      'user:default/bob',
    );
    expect(
      who('x', 'bob@users.noreply.github.com', 'ada-l').userEntityRef,
    ).toBe('user:default/ada');
  });

  it('goes by the email where the account is nobody that the catalog knows', () => {
    expect(who('x', 'ada@example.com', 'stranger').userEntityRef).toBe(
      'user:default/ada',
    );
    expect(who('x', 'x@example.com', 'stranger').key).toBe(
      who('y', 'x@example.com', null).key,
    );
  });

  it('keeps a bot a bot whatever account it has', () => {
    expect(who('dependabot[bot]', 'x@example.com', 'bob').bot).toBe(true);
  });

  it('does not take a login for that of the same name elsewhere', () => {
    expect(who('x', '99-bob@users.noreply.gitlab.com')).toEqual({
      key: 'login:gitlab.com/bob',
      name: 'x',
      userEntityRef: null,
      bot: false,
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
    expect(who('Eve', '')).toMatchObject({ key: 'name:eve', name: 'Eve' });
    expect(who('EVE', '  ').key).toBe('name:eve');
    expect(who('', '')).toMatchObject({ name: '(no name)' });
    expect(who(' ', 'f@x.org')).toMatchObject({ name: 'f@x.org' });
  });

  it('keeps a bot apart from the human whose email it uses', () => {
    expect(who('dependabot[bot]', 'ada@example.com')).toEqual({
      key: 'bot:dependabot[bot]',
      name: 'dependabot[bot]',
      userEntityRef: null,
      bot: true,
    });
    expect(who('CI', 'ci@example.com')).toMatchObject({ bot: true });
  });

  it('makes one bot of all its addresses', () => {
    expect(who('Renovate Bot', 'bot@renovateapp.com').key).toBe(
      who('renovate bot', 'renovate@corp.example').key,
    );
  });

  it('keeps every key within what the ledger can hold', () => {
    // A letter that becomes two in lower case.
    const { key } = who('', 'İ'.repeat(320));
    expect(key.length).toBeLessThan(600);
  });
});
