/**
 * What git takes for white space, whatever the language of the machine: less than JavaScript does.
 *
 * @param character - `undefined` stands for the end of a text, which is none
 */
export function isGitSpace(character: string | undefined): boolean {
  return (
    character === ' ' ||
    character === '\t' ||
    character === '\n' ||
    character === '\r'
  );
}

/** The text without white space at its end. */
export function trimGitEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isGitSpace(text[end - 1])) {
    end--;
  }
  return text.slice(0, end);
}

/** The text without white space at either end. */
export function trimGit(text: string): string {
  let start = 0;
  while (isGitSpace(text[start])) {
    start++;
  }
  return trimGitEnd(text.slice(start));
}

/** To git a text ends at its first NUL. */
export function cutAtNul(text: string): string {
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

/** A to Z in small letters, and nothing else changed: git compares names and emails byte by byte. */
export function lowerCaseAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}
