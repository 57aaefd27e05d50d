import { getContrastRatio } from '@material-ui/core/styles';
import { colourRamp } from './colourRamp';

const LEAST_BETWEEN_STEPS = 1.35;

describe.each([
  ['Backstage light', '#1F5493', '#FFFFFF'],
  ['Backstage dark', '#9CC9FF', '#424242'],
  ['a red brand', '#c62828', '#ffffff'],
  ['a brand that is almost white', '#f5fff5', '#ffffff'],
  ['a grey brand on black', '#888888', '#000000'],
  ['a brand written as hsl', 'hsl(120, 50%, 40%)', '#fafafa'],
])('the colours of %s', (_, main, background) => {
  const colours = colourRamp({ main, background, steps: 5 });
  const contrasts = colours.map(colour => getContrastRatio(background, colour));

  it('grow in contrast with the background at every step', () => {
    contrasts.slice(1).forEach((contrast, index) => {
      expect(contrast / contrasts[index]).toBeGreaterThan(LEAST_BETWEEN_STEPS);
    });
  });

  it('begin apart from the background', () => {
    expect(contrasts[0]).toBeGreaterThanOrEqual(2.8);
  });
});

it('keeps the hue of the theme', () => {
  const [red, green, blue] = colourRamp({
    main: '#c62828',
    background: '#ffffff',
    steps: 1,
  })[0]
    .slice(1)
    .match(/../g)!
    .map(channel => parseInt(channel, 16));
  expect(red).toBeGreaterThan(green);
  expect(red).toBeGreaterThan(blue);
});

it('begins 3:1 apart from a day without commits on white', () => {
  const zero = '#eeeeee';
  const [first] = colourRamp({
    main: '#1F5493',
    background: '#ffffff',
    steps: 5,
  });
  expect(getContrastRatio(zero, first)).toBeGreaterThanOrEqual(2.99);
});
