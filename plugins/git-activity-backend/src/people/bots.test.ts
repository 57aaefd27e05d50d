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
    ['Cursor Agent', 'cursoragent@cursor.com'],
    ['Codex', 'codex@openai.com'],
    ['openhands', 'openhands@all-hands.dev'],
    ['Qwen-Coder', 'qwen-coder@alibabacloud.com'],
    ['opencode', 'noreply@opencode.ai'],
    [
      'Devin AI',
      '158243242+devin-ai-integration[bot]@users.noreply.github.com',
    ],
    ['Crush', 'crush@charm.land'],
    ['Junie', 'junie@jetbrains.com'],
    ['Amp', 'amp@ampcode.com'],
    ['Warp', 'agent@warp.dev'],
    ['Kubernetes Prow Robot', '20407524+k8s-ci-robot@users.noreply.github.com'],
    ['Scala Steward', 'me@scala-steward.org'],
    ['Travis CI', 'builds@travis-ci.org'],
    ['fossabot', 'badges@fossa.io'],
    ['StyleCI Bot', 'bot@styleci.io'],
    ['DeepSource Bot', 'bot@deepsource.io'],
    ['Restyled.io', 'commits@restyled.io'],
    ['Gitea Actions', 'actions@gitea.local'],
    ['forgejo-actions', 'noreply@forgejo.org'],
    ['GitLab Bot', 'gitlab-bot@gitlab.com'],
    ['project_4_bot', 'project4_bot@noreply.gitlab.example'],
    ['group_7_bot_0a1b', 'x@example.com'],
    ['Azure Pipelines Build Service', 'build@dev.azure.com'],
    ['Release', 'release-bot@corp.example'],
    ['jenkins', 'ci@corp.example'],
    ['TeamCity Server', 'builds@corp.example'],
  ])('knows %s <%s>', (name, email) => {
    expect(new BotMatcher().reasonOf({ name, email })).toEqual(
      expect.any(String),
    );
  });

  it.each([
    ['Ada Lovelace', 'ada@example.com'],
    ['Claude Shannon', 'claude@example.com'],
    ['Jan Talbot', 'talbot@example.org'],
    ['talbot', 'talbot@users.noreply.github.com'],
    ['Lea Abbot', 'abbot@example.org'],
    ['Bors Nilsson', 'bors.nilsson@example.org'],
    ['Ann Jenkins', 'ann.jenkins@example.org'],
    ['Action Jackson', 'action@example.org'],
    ['Claude', 'claude@example.com'],
    ['Abbot', 'abbot@example.com'],
    ['Robot Fan', 'i-like-renovate@example.com'],
    ['GitHub', 'noreply@github.com'],
    ['octocat', '583231+octocat@users.noreply.github.com'],
    ['', ''],
  ])('takes %s <%s> for human', (name, email) => {
    expect(new BotMatcher().reasonOf({ name, email })).toBeUndefined();
  });

  it('adds the patterns of the organisation, against name or email, in any case', () => {
    const bots = new BotMatcher(['Release *', '*@ci.example.com', 'a.b(c)']);
    const isBot = (author: { name: string; email: string }) =>
      bots.reasonOf(author) === 'gitActivity.counting.bots names it';
    expect(isBot({ name: 'RELEASE manager', email: '' })).toBe(true);
    expect(isBot({ name: 'x', email: 'Build7@CI.example.com' })).toBe(true);
    expect(isBot({ name: 'A.B(C)', email: '' })).toBe(true);
    expect(isBot({ name: 'aXb(c)', email: '' })).toBe(false);
    expect(isBot({ name: 'pre-Release x', email: '' })).toBe(false);
    expect(isBot({ name: 'x', email: 'a@ciXexample.com' })).toBe(false);
    expect(bots.reasonOf({ name: 'dependabot[bot]', email: '' })).toBeDefined();
  });
});
