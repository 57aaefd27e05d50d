/** The four hexadecimal digits that tell how long a line is, themselves included. */
const LENGTH_DIGITS = 4;
const LENGTH = /^[0-9a-f]{4}$/;

/** Where a part of a message ends. */
export const FLUSH = '0000';
/** Where the arguments of a command begin. */
export const DELIMITER = '0001';

/** Writes one line as git's protocol has it. */
export function pktLine(text: string): string {
  const length = Buffer.byteLength(text) + LENGTH_DIGITS;
  return length.toString(16).padStart(LENGTH_DIGITS, '0') + text;
}

/**
 * Reads lines as git's protocol has them.
 *
 * @returns the lines without the newlines at their ends, and `undefined` for each mark that a part ends; undefined instead
 *   of all this if the message is not whole, or not of git's protocol
 */
export function parsePktLines(
  message: Buffer,
): Array<string | undefined> | undefined {
  const lines: Array<string | undefined> = [];
  let start = 0;
  while (start < message.length) {
    const digits = message.toString('latin1', start, start + LENGTH_DIGITS);
    const length = LENGTH.test(digits) ? parseInt(digits, 16) : -1;
    if (length < 0 || start + length > message.length) {
      return undefined;
    }
    if (length < LENGTH_DIGITS) {
      lines.push(undefined);
      start += LENGTH_DIGITS;
    } else {
      const line = message.toString(
        'utf8',
        start + LENGTH_DIGITS,
        start + length,
      );
      lines.push(line.replace(/\n$/, ''));
      start += length;
    }
  }
  return lines.at(-1) === undefined && lines.length > 0 ? lines : undefined;
}
