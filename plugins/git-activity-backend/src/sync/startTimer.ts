/** A time to wait for beside something else, and to let go of. */
export function startTimer(milliseconds: number): {
  over: Promise<undefined>;
  clear: () => void;
} {
  let clear = () => {};
  const over = new Promise<undefined>(resolve => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    clear = () => clearTimeout(timer);
  });
  return { over, clear };
}
