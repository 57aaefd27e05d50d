import { dayByKey } from './navigation';

const range = { from: '2024-01-01', to: '2025-12-31' };
const strip = { from: '2025-01-01', to: '2025-12-31' };

function press(key: string, day = '2025-03-31', toEnds = false) {
  return dayByKey({ day, key, toEnds, strip, range, weeks: 'columns' });
}

it.each([
  ['ArrowUp', '2025-03-30'],
  ['ArrowDown', '2025-04-01'],
  ['ArrowLeft', '2025-03-24'],
  ['ArrowRight', '2025-04-07'],
  ['PageUp', '2025-02-28'],
  ['PageDown', '2025-04-30'],
  ['Home', '2025-01-01'],
  ['End', '2025-12-31'],
  ['a', undefined],
])('%s goes from 31 March 2025 to %s', (key, day) => {
  expect(press(key)).toBe(day);
});

it('walks from one year into the next', () => {
  expect(press('ArrowUp', '2025-01-01')).toBe('2024-12-31');
});

it('goes to the ends of all years with Ctrl', () => {
  expect(press('Home', '2025-03-31', true)).toBe('2024-01-01');
});

it('stays where the range ends', () => {
  expect(press('ArrowDown', '2025-12-31')).toBe('2025-12-31');
  expect(press('ArrowRight', '2025-12-28')).toBe('2025-12-28');
  expect(press('PageDown', '2025-12-20')).toBe('2025-12-31');
  expect(press('PageUp', '2024-01-20')).toBe('2024-01-01');
});

it.each([
  ['ArrowUp', '2025-03-24'],
  ['ArrowDown', '2025-04-07'],
  ['ArrowLeft', '2025-03-30'],
  ['ArrowRight', '2025-04-01'],
])('%s goes where it points where weeks are rows', (key, day) => {
  const from = { day: '2025-03-31', key, toEnds: false };
  expect(dayByKey({ ...from, strip, range, weeks: 'rows' })).toBe(day);
});
