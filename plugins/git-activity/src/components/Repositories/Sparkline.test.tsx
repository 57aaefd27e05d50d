import { render, screen } from '@testing-library/react';
import { drawBars, findTop, Sparkline } from './Sparkline';

it('draws a bar for each point that has any, to scale, and none above the top', () => {
  // 24 high: half of the top, nothing, the top, and more than that
  expect(drawBars([4, 0, 8, 80], 8)).toBe(
    'M0 24V12h2.25V24zM6 24V0h2.25V24zM9 24V0h2.25V24z',
  );
});

it('lets one commit be seen beside a thousand', () => {
  expect(drawBars([1], 1000)).toBe('M0 24V22.5h2.25V24z');
});

it('has a scale that one import does not make useless', () => {
  const weeks = Array.from({ length: 99 }, (_, index) => (index % 5) + 1);
  expect(findTop([weeks, [12_000, 0, 0]])).toBe(5);
  expect(findTop([[0], []])).toBe(1);
});

it('is one picture with words and one shape, whatever it shows', () => {
  const { container } = render(
    <Sparkline
      series={new Array<number>(53).fill(2)}
      top={2}
      label="Commits in 53 of 53 weeks"
    />,
  );
  expect(screen.getByRole('img')).toHaveAccessibleName(
    'Commits in 53 of 53 weeks',
  );
  expect(container.querySelectorAll('svg *')).toHaveLength(1);
});
