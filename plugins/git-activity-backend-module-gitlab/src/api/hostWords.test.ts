import { Redactor } from 'backstage-plugin-git-activity-node';
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
    [JSON.stringify({ message: `No ${TOKEN}, no` }), 'No [redacted], no'],
    [`Bearer of ${TOKEN}\n`, 'Bearer of [redacted]'],
    ['', ''],
  ])('makes of %s: %s', (body, words) => {
    expect(quoteHost(body, new Redactor([TOKEN]))).toBe(words);
  });
});
