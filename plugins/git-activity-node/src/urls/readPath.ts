import { refuseUrl } from './refuseUrl';

const CONTROL_CHARACTER = /\p{Cc}/u;
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * Reads the path of a repository on a server. All spellings of one path come to the same.
 *
 * @param options - `encoded` is false for a path in which a % is only a %
 * @returns the path without empty segments, percent-encoded where a URL has to be
 * @throws CommitSourceError of kind `refused`
 */
export function readPath(options: {
  protocol: 'https' | 'http' | 'ssh';
  text: string;
  encoded?: boolean;
}): string {
  const { protocol, text, encoded = true } = options;
  const segments = text
    .split('/')
    .filter(segment => segment !== '')
    .map(segment => checkSegment(encoded ? decode(segment) : segment));
  if (protocol === 'ssh' && segments[0]?.startsWith('-')) {
    throw refuseUrl(
      'The path of the repository URL could be taken for an option of a program.',
    );
  }
  return segments.map(encode).join('/');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw refuseUrl(
      'The repository URL is not properly percent-encoded; a % itself is written %25.',
    );
  }
}

function encode(segment: string): string {
  return encodeURI(segment).replace(/[?#]/g, encodeURIComponent);
}

function checkSegment(segment: string): string {
  if (segment === '.' || segment === '..') {
    throw refuseUrl('The repository URL must not hold . or .. in its path.');
  }
  if (/[/\\]/.test(segment) || CONTROL_CHARACTER.test(segment)) {
    throw refuseUrl(
      'The repository URL holds a backslash, or an encoded slash or control character.',
    );
  }
  if (LONE_SURROGATE.test(segment)) {
    throw refuseUrl('The repository URL holds half a character.');
  }
  return segment;
}
