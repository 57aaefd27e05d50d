/** What shapes the characters beside it, as in emoji, and stays. */
const VARIATION = '\\u{FE00}-\\u{FE0F}';

/** What shows nothing, or changes how other characters show: controls, line breaks, marks of direction and of no width. */
const HIDDEN = new RegExp(
  `(?![${VARIATION}])[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]`,
  'gu',
);

/** Joins or parts letters where a script needs it, and hides in a text that needs none. */
const JOINER = /^[\u200C\u200D]$/;

/** Whether anything of a text can be seen. */
const isBlank = text =>
  /^[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*$/u.test(text);

/** A text for the terminal: what would hide in it, or do something to it, is spelt out. */
export function spellOut(text) {
  return text.replace(
    HIDDEN,
    character => `\\u{${character.codePointAt(0).toString(16).toUpperCase()}}`,
  );
}

/** A name for a page: without what hides in it; `otherwise` if nothing of it can be seen. */
export function toName(text, otherwise) {
  const name = text.replace(HIDDEN, (character, offset) =>
    JOINER.test(character) && text.charCodeAt(offset - 1) > 127
      ? character
      : '',
  );
  return isBlank(name) ? otherwise : name.trim();
}
