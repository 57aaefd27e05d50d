/** What waits without moving where viewers ask for that. */
export const still = {
  '@media (prefers-reduced-motion: reduce)': {
    '&, & *': { animation: 'none !important' },
  },
} as const;
