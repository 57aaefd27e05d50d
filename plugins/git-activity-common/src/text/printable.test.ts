import { printable } from './printable';

it.each([
  ['what is harmless', 'Zoë Müller-Ωmega', 'Zoë Müller-Ωmega'],
  ['marks of direction', 'Eve \u202egnp.exe\u202c', 'Eve gnp.exe'],
  ['isolates', '\u2067Eve\u2069\u200f', 'Eve'],
  ['characters without width', 'A\u200bl\u2060i\ufeffce\u00ad', 'Alice'],
  [
    'ends of lines and tabs',
    'Fix\r\nthe\tleak\u2028now\u0007',
    'Fix the leak now',
  ],
  ['spaces around', '  Alice\u00a0', 'Alice'],
])('shows without harm: %s', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('leaves scripts that are written from right to left as they are', () => {
  expect(printable('דנה לוי')).toBe('דנה לוי');
});

it('keeps what joins letters and emoji', () => {
  const persian = 'علی‌رضا';
  const family = '👩‍👩‍👧 ❤️';
  expect(persian).toContain('\u200c');
  expect(family).toContain('\u200d');
  expect(printable(persian)).toBe(persian);
  expect(printable(family)).toBe(family);
});

it.each([
  ['nothing', ''],
  ['spaces', ' \u00a0\u3000'],
  ['characters without width', '\u200b\u200d\ufeff'],
  ['marks of direction', '\u202e\u2066'],
  ['letters that are blank', '\u3164\u115f\u2800'],
  ['controls', '\u0000\u001b\n'],
])('shows nothing of %s', (_, text) => {
  expect(printable(text)).toBe('');
});
