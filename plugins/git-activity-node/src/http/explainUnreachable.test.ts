import { explainUnreachable } from './explainUnreachable';

const failed = (cause: object) =>
  Object.assign(new TypeError('fetch failed'), { cause });

describe('why a host could not be reached', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'it refuses connections'],
    [{ code: 'ENOTFOUND' }, 'its name cannot be looked up'],
    [{ code: 'EAI_AGAIN' }, 'its name cannot be looked up'],
    [{ code: 'ENETUNREACH' }, 'there is no way to it in the network'],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'it does not answer in time'],
    [{ code: 'ETIMEDOUT' }, 'it does not answer in time'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'its certificate is not trusted'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'its certificate is not trusted'],
    [
      { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      'no secure connection to it can be made',
    ],
    [{ code: 'ECONNRESET' }, 'the connection was broken off'],
    [{ code: 'UND_ERR_SOCKET' }, 'the connection was broken off'],
    [
      { errors: [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }] },
      'it refuses connections',
    ],
    [{}, 'no connection to it can be made'],
  ])('is said in words: %j', (cause, words) => {
    expect(explainUnreachable(failed(cause))).toBe(words);
  });

  it('is known from the words of an error, too', () => {
    const words = 'request to x failed, reason: connect ECONNREFUSED 1.2.3.4:5';
    expect(explainUnreachable(new Error(words))).toBe('it refuses connections');
    const { reason } = AbortSignal.abort(new DOMException('', 'TimeoutError'));
    expect(explainUnreachable(reason)).toBe('it does not answer in time');
  });

  it('is said of anything that is thrown', () => {
    for (const thrown of [undefined, null, 'x', new Error('x')]) {
      expect(explainUnreachable(thrown)).toBe('the connection was broken off');
    }
  });
});
