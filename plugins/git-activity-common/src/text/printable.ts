/** Ends of lines and other controls. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** What shows nothing itself: zero-width characters, marks of direction, fillers; not what joins letters and emoji, or varies them. */
const UNSEEN =
  /(?![\u200c\u200d\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
/** Anything that leaves a mark: neither a space, nor the Braille pattern without dots, nor what may join other characters. */
const SEEN = /[^\p{Z}\u2800\p{Default_Ignorable_Code_Point}]/u;

/**
 * A text that somebody else wrote, such as a name, a subject or a URL, as it can be shown without harm: in one line, and without
 * characters that hide, or that turn around what stands beside it. Empty if nothing of it would show.
 *
 * @public
 */
export function printable(text: string): string {
  const shown = text.replace(CONTROLS, ' ').replace(UNSEEN, '').trim();
  return SEEN.test(shown) ? shown : '';
}
