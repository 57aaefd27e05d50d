/**
 * Asks for the next item while the caller is busy with this one, so that reading and writing overlap; one item is held in
 * memory, not more. The source's iterator is closed however the loop ends.
 */
export async function* prefetch<T>(
  items: AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  const iterator = items[Symbol.asyncIterator]();
  const next = () => {
    const promise = iterator.next();
    // If the loop ends early nobody awaits this; an error in it is then of no interest.
    promise.catch(() => {});
    return promise;
  };
  try {
    let upcoming = next();
    for (;;) {
      const result = await upcoming;
      if (result.done) {
        return;
      }
      upcoming = next();
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}
