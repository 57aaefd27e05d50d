import { useState } from 'react';

let ids = 0;

/** An id that nothing else on the page has. */
export function useUniqueId(): string {
  const [id] = useState(() => {
    ids += 1;
    return `git-activity-${ids}`;
  });
  return id;
}
