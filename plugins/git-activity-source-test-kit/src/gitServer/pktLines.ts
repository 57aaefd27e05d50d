const LENGTH_DIGITS = 4;

/**
 * Takes the line that asks for a filter out of a request of git's protocol version 2.
 *
 * @internal
 */
export function dropFilter(body: Buffer): Buffer {
  const kept: Buffer[] = [];
  let start = 0;
  while (start + LENGTH_DIGITS <= body.length) {
    const length = parseInt(
      body.toString('latin1', start, start + LENGTH_DIGITS),
      16,
    );
    // Lengths below four are no lines, but mark where a part ends.
    const end = start + Math.max(length, LENGTH_DIGITS);
    const line = body.subarray(start, end);
    if (
      !line.subarray(LENGTH_DIGITS).toString('latin1').startsWith('filter ')
    ) {
      kept.push(line);
    }
    start = end;
  }
  return Buffer.concat(kept);
}
