import { quoteHost } from './hostWords';

const TOKEN = 'glpat-s3cr3t/With+Odd"Signs';

describe('quoteHost', () => {
  it.each([
    ['{"message":"403 Forbidden - Blocked"}', '403 Forbidden - Blocked'],
    [
      '{"error":"invalid_token","error_description":"Token is expired."}',
      'Token is expired.',
    ],
    ['{"error":"ref is missing"}', 'ref is missing'],
    ['{"message":{"base":["odd"]}}', ''],
    ['null', ''],
    ['Retry later\n', 'Retry later'],
    ['<html><body>Sign in</body></html>', ''],
    ['{"message":"a\\u001b[31mb\\nc"}', 'a [31mb c'],
    [`{"message":"${'x'.repeat(300)}"}`, `${'x'.repeat(200)}…`],
    ['', ''],
  ])('makes of %s: %s', (body, words) => {
    expect(quoteHost(body, TOKEN)).toBe(words);
    expect(quoteHost(body, undefined)).toBe(words);
  });

  it.each([
    ['as it is', (token: string) => token],
    ['in small letters', (token: string) => token.toLowerCase()],
    ['encoded for a URL', encodeURIComponent],
    ['as JSON', (token: string) => JSON.stringify(token)],
    ['in hexadecimal', (token: string) => Buffer.from(token).toString('hex')],
    ...['', 'a', 'ab', 'oauth2:', 'x-token:'].map(
      (before): [string, (token: string) => string] => [
        `in Base64 after "${before}"`,
        token => Buffer.from(`${before}${token}:z`).toString('base64'),
      ],
    ),
  ])('shows nothing that holds the token %s', (_, encode) => {
    const words = `The credential ${encode(TOKEN)} is odd`;

    for (const body of [words, JSON.stringify({ message: words })]) {
      expect(quoteHost(body, TOKEN)).toBe(
        'what it said is not shown, since it holds the token',
      );
    }
  });
});
