import { readCommitText } from './readCommitText';

const SHA = 'f00dfacef00dfacef00dfacef00dfacef00dface';

it.each([
  `https://github.com/shop/shop/commit/${SHA}`,
  `https://github.com/shop/shop/commit/${SHA}#diff-abcdef`,
  `https://github.com/shop/shop/pull/12/commits/${SHA}`,
  `https://gitlab.example.com/a/b/shop/-/commit/${SHA}?merge_request_iid=3`,
  `https://bitbucket.org/shop/shop/commits/${SHA}`,
  `https://gitea.example.com/shop/shop/commit/${SHA}.patch`,
  `https://git.kernel.org/pub/scm/shop.git/commit/?id=${SHA}`,
  `https://git.example.com/?p=shop.git;a=commit;h=${SHA}`,
  `https://dev.azure.com/shop/_git/shop/commit/${SHA.toUpperCase()}`,
])('takes the commit out of %s', url => {
  expect(readCommitText(` ${url}\n`)).toEqual({ sha: SHA, url });
});

it.each([
  [SHA, SHA],
  ['  F00D ', 'f00d'],
  ['f00dface', 'f00dface'],
  ['a'.repeat(64), 'a'.repeat(64)],
])('takes %s for a SHA', (text, sha) => {
  expect(readCommitText(text)).toEqual({ sha });
});

it.each([
  '',
  'f00',
  'main',
  'a'.repeat(65),
  `${SHA} ${SHA}`,
  'https://github.com/shop/shop',
  'https://github.com/shop/shop/commits/main',
  'https://github.com/shop/face/pull/1234',
  `commit/${SHA}`,
  `https://github.com/${'x'.repeat(2_000)}/commit/${SHA}`,
])('finds no commit in %s', text => {
  expect(readCommitText(text)).toBeUndefined();
});
