import { RefObject, useEffect, useRef, useState } from 'react';
import useIntersection from 'react-use/esm/useIntersection';

/** From how far below the window on something is about to be seen. */
const NEAR = { rootMargin: '400px 0px' };

/** Whether an element has ever been near the part of the page that is seen; browsers that cannot tell see everything. */
export function useNear<T extends HTMLElement>(): {
  ref: RefObject<T>;
  isNear: boolean;
} {
  const ref = useRef<T>(null);
  const [isNear, setNear] = useState(
    typeof IntersectionObserver === 'undefined',
  );
  const isSeen = useIntersection(ref, NEAR)?.isIntersecting === true;
  useEffect(() => {
    if (isSeen) setNear(true);
  }, [isSeen]);
  return { ref, isNear };
}
