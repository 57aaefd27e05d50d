import { cleanText } from './text';

describe('cleanText', () => {
  it('leaves ordinary text of any language alone', () => {
    const text = 'Grüße, 世界 👩‍🚀 ';
    expect(cleanText(text, 100)).toBe(text);
  });

  it('drops NUL and blanks other control characters', () => {
    expect(cleanText('a\0b\tc\nd\u007fe\u0085f', 100)).toBe('ab c d e f');
  });

  it('replaces halves of surrogate pairs, but no whole pairs', () => {
    expect(cleanText('a\ud800b\udc00c😀', 100)).toBe('a\ufffdb\ufffdc😀');
  });

  it('cuts what is too long, even through a pair', () => {
    expect(cleanText('abcdef', 3)).toBe('abc');
    expect(cleanText('ab😀', 3)).toBe('ab\ufffd');
  });
});
