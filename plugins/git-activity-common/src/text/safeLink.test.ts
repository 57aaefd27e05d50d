/* eslint-disable no-script-url -- they are what is kept out */
import { safeLink } from './safeLink';

const ABOUT = 'https://git.example.com/owner/repository';

it.each([
  [`${ABOUT}/commit/abc`, `${ABOUT}/commit/abc`],
  ['http://git.example.com:8080/c/abc', 'http://git.example.com:8080/c/abc'],
  ['HTTPS://GIT.example.com/<b>"', 'https://git.example.com/%3Cb%3E%22'],
])('leads to pages of the host that it is about: %s', (url, link) => {
  expect(safeLink({ url, about: ABOUT })).toBe(link);
});

it('takes the host for the same, whatever else is asked there', () => {
  const url = 'https://git.example.com/c/abc';
  const about = 'ssh://git@git.example.com:2222/owner/repository';
  expect(safeLink({ url, about })).toBe(url);
});

it.each([
  'javascript:alert(1)',
  ' \u0001JaVa\tScRiPt:alert(1)//git.example.com',
  'javascript://git.example.com/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://git.example.com/1',
  'file:///etc/passwd',
  'ftp://git.example.com/x',
  '//git.example.com/x',
  '/settings',
  '',
  'https://evil.example/git.example.com',
  'https://git.example.com.evil.example/',
  'https://git.example.com@evil.example/',
  'https://evil.example\\@git.example.com/',
  'https://somebody@git.example.com/',
  'https://:token@git.example.com/',
  'https://git.exam\u0440le.com/',
])('leads nowhere else: %j', url => {
  expect(safeLink({ url, about: ABOUT })).toBeUndefined();
});

it('leads nowhere from what is on no host', () => {
  for (const about of ['file:///srv/repository', 'javascript:x', '']) {
    expect(safeLink({ url: `${ABOUT}/c`, about })).toBeUndefined();
  }
});

it('leads nowhere by what is no text, as an answer may say', () => {
  for (const url of JSON.parse('[null, 42, {}, {"toString": 1}, []]')) {
    expect(safeLink({ url, about: ABOUT })).toBeUndefined();
  }
});
