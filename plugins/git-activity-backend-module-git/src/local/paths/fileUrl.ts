import { CommitSourceError } from 'backstage-plugin-git-activity-node';

/** What git would run as a program, or take for an option, if it ever saw it. */
const DANGEROUS = /^\s*(?:-|[a-z0-9+.-]*::)/i;
const CONTROL_CHARACTER = /\p{Cc}/u;
const FILE_SCHEME = /^file:/i;
/** The host of a `file:` URL, if it has an authority, and the path as it is written. */
const FILE_URL = /^file:(?:\/\/([^/]*))?(\/.*)$/i;

function refuse(reason: string): CommitSourceError {
  return new CommitSourceError('refused', reason);
}

/**
 * Reads the path that a `file:` URL names.
 *
 * The platform's own URL parser is not asked, because it quietly mends what has to be refused: it resolves `..`, takes a
 * backslash for a slash and makes relative paths absolute.
 *
 * @param url - hostile input
 * @returns the absolute path, decoded, without empty segments and without a slash at its end; undefined if the URL is none
 *   of the `file:` scheme
 * @throws {@link CommitSourceError} of kind `refused`
 */
export function readFileUrl(url: string): string | undefined {
  if (DANGEROUS.test(url)) {
    throw refuse(
      'The repository URL could make git run a program; give a plain URL such as file:///path/to/repository.',
    );
  }
  if (CONTROL_CHARACTER.test(url)) {
    throw refuse('The repository URL holds a control character.');
  }
  if (!FILE_SCHEME.test(url)) {
    return undefined;
  }
  const [, host = '', path] = FILE_URL.exec(url) ?? [];
  if (path === undefined) {
    throw refuse(
      'The file: URL of the repository must be absolute, such as file:///path/to/repository.',
    );
  }
  if (host !== '' && host.toLowerCase() !== 'localhost') {
    throw refuse(
      `The file: URL of the repository names another machine (${host}); write file:///path/to/repository.`,
    );
  }
  if (/[?#]/.test(path)) {
    throw refuse(
      'The file: URL of the repository holds a ? or #; in a path they are written %3F and %23.',
    );
  }
  const segments = path.split('/').map(decodeSegment);
  return `/${segments.filter(segment => segment !== '').join('/')}`;
}

function decodeSegment(segment: string): string {
  let decoded;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw refuse(
      'The file: URL of the repository is not properly percent-encoded; a % itself is written %25.',
    );
  }
  if (decoded === '..' || decoded === '.') {
    throw refuse('The file: URL of the repository must not hold . or .. .');
  }
  if (decoded.includes('/') || CONTROL_CHARACTER.test(decoded)) {
    throw refuse(
      'The file: URL of the repository holds an encoded slash or control character.',
    );
  }
  return decoded;
}
