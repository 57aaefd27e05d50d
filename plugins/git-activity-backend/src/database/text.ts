const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;

/**
 * Makes a text that someone else wrote storable: PostgreSQL takes neither NUL nor lone surrogates, and other control
 * characters would disturb logs and screens. What is longer than the bound is cut.
 *
 * @param maxLength - in UTF-16 code units
 */
export function cleanText(text: string, maxLength: number): string {
  const bounded = text.length > maxLength ? text.slice(0, maxLength) : text;
  if (!CONTROL_OR_LONE_SURROGATE.test(bounded)) {
    return bounded;
  }
  return bounded
    .replaceAll('\0', '')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd');
}
