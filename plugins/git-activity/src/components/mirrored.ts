/** A drawing over time, which runs from right to left where texts do, as the calendar beside it. */
export const mirrored = {
  '[dir=rtl] &': { transform: 'scaleX(-1)' },
} as const;
