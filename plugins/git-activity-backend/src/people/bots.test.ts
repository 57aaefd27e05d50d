import { BotMatcher } from './bots';

describe('BotMatcher', () => {
  it.each([
    ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com'],
    ['Dependabot', ''],
    ['renovate[bot]', 'bot@renovateapp.com'],
    ['Renovate Bot', 'renovate@whitesourcesoftware.com'],
    ['github-actions', '41898282+github-actions[bot]@users.noreply.github.com'],
    ['GitHub Actions', 'actions@github.com'],
    ['Some App', '12345+some-app[bot]@users.noreply.github.com'],
    ['My token', 'project_42_bot_abc123@noreply.gitlab.example.com'],
    ['Weblate', 'hosted@weblate.org'],
    ['greenkeeper[bot]', ''],
    ['snyk-bot', 'snyk-bot@snyk.io'],
    ['Claude', 'noreply@anthropic.com'],
    ['Copilot', '198982749+Copilot@users.noreply.github.com'],
    ['aider (some-model)', 'noreply@aider.chat'],
  ])('knows %s <%s>', (name, email) => {
    expect(new BotMatcher().isBot({ name, email })).toBe(true);
  });

  it.each([
    ['Ada Lovelace', 'ada@example.com'],
    ['Claude Shannon', 'claude@example.com'],
    ['Claude', 'claude@example.com'],
    ['Abbot', 'abbot@example.com'],
    ['Robot Fan', 'i-like-renovate@example.com'],
    ['GitHub', 'noreply@github.com'],
    ['octocat', '583231+octocat@users.noreply.github.com'],
    ['', ''],
  ])('takes %s <%s> for human', (name, email) => {
    expect(new BotMatcher().isBot({ name, email })).toBe(false);
  });

  it('adds the patterns of the organisation, against name or email, in any case', () => {
    const bots = new BotMatcher(['Release *', '*@ci.example.com', 'a.b(c)']);
    expect(bots.isBot({ name: 'RELEASE manager', email: '' })).toBe(true);
    expect(bots.isBot({ name: 'x', email: 'Build7@CI.example.com' })).toBe(
      true,
    );
    expect(bots.isBot({ name: 'A.B(C)', email: '' })).toBe(true);
    expect(bots.isBot({ name: 'aXb(c)', email: '' })).toBe(false);
    expect(bots.isBot({ name: 'pre-Release x', email: '' })).toBe(false);
    expect(bots.isBot({ name: 'x', email: 'a@ciXexample.com' })).toBe(false);
    expect(bots.isBot({ name: 'dependabot[bot]', email: '' })).toBe(true);
  });
});
