import { TestRepository } from '../plugins/git-activity-source-test-kit/src';

// What somebody who wants to do harm would write into a repository, and into the catalog.

/** What every script of these tests would do: `window.pwned` is then defined. */
export const HARM = 'window.pwned=1';

/** A name or a subject that nothing but a page's width could stop. */
const LONG_WORD = 'W'.repeat(10_000);

/** Texts for names, addresses and subjects. */
export const HOSTILE_TEXTS = [
  `<script>${HARM}</script>`,
  `<img src=x onerror="${HARM}">`,
  `"><svg onload=${HARM}>`,
  `</li></ul><iframe srcdoc="<script>parent.${HARM}</script>">`,
  `<a href="https://evil.invalid/">Sign in again</a>`,
  `javascript:${HARM}`,
  `[Sign in](javascript:${HARM}) ![](https://evil.invalid/pixel.png)`,
  'https://evil.invalid/sign-in',
  `{{constructor.constructor('${HARM}')()}} \${${HARM}} <%= ${HARM} %>`,
  // Read from right to left, it ends in .png; and letters with nothing between them.
  'ends in \u202egnp.exe\u202c',
  'r\u200be\u200bf\u2060u\ufeffnd',
  '\u200b\u2800\u3164',
  'one line\r\u2028another\u0085and\u0007another',
  'before\u0000after',
  `Z${'\u0337\u0321\u034a'.repeat(300)}algo`,
  '__proto__',
  'constructor',
  '-->\u001b[31m&lt;b&gt;&#x3c;script&#x3e;',
  LONG_WORD,
  `${'many words '.repeat(900)}end`,
];

/** Repository URLs that lead to nowhere good. */
export const HOSTILE_URLS = [
  `javascript:${HARM}`,
  `JaVa\tScRiPt:${HARM}`,
  `data:text/html,<script>${HARM}</script>`,
  'https://github.com@evil.invalid/owner/repository',
  'https://github.com:token@evil.invalid:1/owner/repository',
  '//evil.invalid/owner/repository',
  'https://github.com\\@evil.invalid/owner/repository',
  'https://evil.invalid/<script>/"onmouseover="x',
  'file:///etc/passwd',
  `https://evil.invalid/${LONG_WORD}`,
  '--upload-pack=touch /tmp/pwned',
  '\u202ehttps://evil.invalid/\u202c',
];

/** When all of it was committed: on a day that is over everywhere. */
const COMMITTED_DAYS_AGO = 3;
const DAY_SECONDS = 86_400;

/** Makes a repository of which each commit has one of the texts everywhere. */
export async function makeHostileRepository(
  dir: string,
): Promise<TestRepository> {
  const repository = await TestRepository.create({ dir, bare: true });
  const now = Math.floor(Date.now() / 1000);
  let parents: string[] = [];
  for (const [index, text] of HOSTILE_TEXTS.entries()) {
    const seconds = now - COMMITTED_DAYS_AGO * DAY_SECONDS + index;
    const inOneLine = text.replace(/[\r\0]/g, ' ');
    const sha = await repository.writeRawCommit({
      parents,
      author: `${inOneLine} <${inOneLine}> ${seconds} +0000`,
      message: `${text}\n\nCo-authored-by: ${inOneLine} <${index}@${inOneLine}>\n`,
    });
    parents = [sha];
  }
  await repository.setBranch('main', parents[0]);
  return repository;
}
