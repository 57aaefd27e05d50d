import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Behaviour } from './Behaviour';
import { Stage } from './Stage';

const STRANGERS = [
  'https://nobody-configured-this.example/owner/repository',
  'git@nobody-configured-this.example:owner/repository.git',
];

/** No host's, whatever the source. */
const NOBODYS = ['', ' ', 'repository', 'mailto:ada@example.com', 'a b c'];

/** What nobody can want; git would run something, or read it as something else than a URL. */
const HOSTILE = [
  '--upload-pack=touch /tmp/marker',
  '-u',
  'ext::sh -c touch% /tmp/marker',
  'EXT::sh -c x',
  ' ext::sh',
  'fd::17',
  '::https://example.com/o/r',
  'ssh://-oProxyCommand=touch%20marker/o/r',
  'ssh://git@-oProxyCommand=x/o/r',
  '-oProxyCommand=x@example.com:o/r',
  'https://example.com/o/r\n',
  'https://example.com/\0/r',
  'https://',
  'https://:80',
  'https://[/o/r',
  'https://%/o/r',
  'https://example.com:99999/o/r',
  'file://',
  'file://%00/x',
  'data:text/plain,hello',
  'ftp://example.com/o/r',
  'git://example.com/o/r',
  '\ud800',
  `https://example.com/${'a/'.repeat(50_000)}`,
];

/** Makes something hostile of the URL of a repository that is there. */
const SPOILED: Array<(url: string) => string> = [
  url => `${url}\n`,
  url => `${url}\0`,
  url => `\t${url}`,
  url => `${url}\u0085x`,
  url => `${url}%0a`,
  url => `${url}/../../etc/passwd`,
  url => `${url}/%2e%2e/x`,
  url => `ext::${url}`,
  url => `--config=x ${url}`,
];

/** What a source makes of a URL: undefined or the canonical URL; it may refuse, and nothing else. */
async function resolveHostile(
  stage: Stage,
  url: string,
): Promise<string | undefined> {
  try {
    return (await stage.source.resolve(url))?.url;
  } catch (error) {
    stage.assertTrouble(error, 'refused');
    return undefined;
  }
}

export const urlBehaviours: Behaviour[] = [
  {
    name: 'gives one URL to all spellings of a repository',
    async run(stage) {
      const one = await stage.publish({});
      const other = await stage.publish({});
      const spellings = [
        one.url,
        one.resolved.url,
        `${one.url}/`,
        ...(stage.harness.spellings?.(one.url) ?? []),
      ];

      for (const spelling of spellings) {
        const resolved = await stage.resolve(spelling);
        assert.equal(resolved.url, one.resolved.url, spelling);
        assert.equal(resolved.externalId, one.resolved.externalId, spelling);
      }
      assert.notEqual(one.resolved.url, other.resolved.url);
    },
  },
  {
    name: 'keeps credentials out of the URL of a repository',
    async run(stage) {
      const { url } = await stage.publish({});
      const [secret = 'pass-word-in-the-url'] = stage.harness.secrets ?? [];
      const spelt = url.replace(
        /^(https?:\/\/)(?:[^@/]*@)?/i,
        `$1someone:${encodeURIComponent(secret)}@`,
      );

      const resolved = await stage.resolve(spelt);

      assert.equal(resolved.url, (await stage.resolve(url)).url);
      assert(!inspect(resolved).includes(encodeURIComponent(secret)));
      stage.assertNoSecrets(resolved, 'the resolved repository');
    },
  },
  {
    name: 'leaves the URLs of strangers to other sources',
    async run(stage) {
      const strangers = stage.harness.strangers ?? STRANGERS;

      for (const url of [...strangers, ...NOBODYS]) {
        assert.equal(await stage.source.resolve(url), undefined, url);
      }
    },
  },
  {
    name: 'refuses hostile URLs or leaves them alone, and throws nothing else',
    async run(stage) {
      const { url, resolved } = await stage.publish({});

      for (const hostile of [
        ...HOSTILE,
        ...SPOILED.map(spoil => spoil(url)),
        ...SPOILED.map(spoil => spoil(resolved.url)),
      ]) {
        assert.equal(
          await resolveHostile(stage, hostile),
          undefined,
          `it serves ${inspect(hostile.slice(0, 200))}`,
        );
      }
    },
  },
  {
    name: 'resolves URLs without asking the host',
    abilities: ['countRequests'],
    async run(stage) {
      const { url } = await stage.publish({});
      const before = stage.harness.countRequests?.();

      await stage.resolve(url);
      await stage.resolve(`${url}/`);
      for (const hostile of HOSTILE) {
        await resolveHostile(stage, hostile);
      }

      assert.equal(stage.harness.countRequests?.(), before);
    },
  },
];
