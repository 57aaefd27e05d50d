/** How a button shows that it is pressed where its colours are taken from it. */
export const pressedInForcedColours = {
  '@media (forced-colors: active)': {
    '&[aria-pressed="true"]': { outline: '2px solid Highlight' },
  },
} as const;
