import { LRUCache } from 'lru-cache';
import { CREDENTIALS_BY_LOOKS } from './credentialsByLooks';

/** How many secrets that were handed out are remembered; tokens of GitHub Apps last an hour. */
const MAX_PASSING_SECRETS = 1000;

/** Anything shorter would take ordinary words out of texts. */
const MIN_SECRET_LENGTH = 6;

/** A host's words are quoted as far as this; a web page is no explanation. */
const MAX_QUOTED_LENGTH = 300;

const REDACTED = '[redacted]';

/**
 * Takes credentials out of texts: those that it was told of, in every form in which they travel, and whatever looks like one,
 * such as any URL with a password. Text that comes from outside passes here before it may reach an error, a log, the database
 * or a user.
 *
 * @public
 */
export class Redactor {
  readonly #lasting: RegExp[];
  readonly #passing = new LRUCache<string, RegExp>({
    max: MAX_PASSING_SECRETS,
  });

  /**
   * @param secrets - known from the beginning; those that are absent or too short to be secret are passed over, and the value of
   *   an `Authorization` header is understood as well
   */
  constructor(secrets: ReadonlyArray<string | undefined> = []) {
    this.#lasting = secrets
      .filter(secret => secret !== undefined)
      .flatMap(formsOf);
  }

  /** Remembers a secret that came into being later, such as an App's token; the oldest are forgotten in the end. */
  add(secret: string): void {
    if (this.#passing.get(secret) === undefined) {
      formsOf(secret).forEach(forms => this.#passing.set(secret, forms));
    }
  }

  /** The text without credentials; anything else stays as it is. */
  redact(text: string): string {
    const known = [...this.#lasting, ...this.#passing.values()].reduce(
      (result, forms) => result.replace(forms, REDACTED),
      text,
    );
    return CREDENTIALS_BY_LOOKS.reduce(
      (result, pattern) => result.replace(pattern, `$1${REDACTED}`),
      known,
    );
  }

  /** What somebody else said, fit to be quoted: without credentials, on one line, and not long. */
  quote(text: string): string {
    const line = this.redact(text)
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    return line.length > MAX_QUOTED_LENGTH
      ? `${line.slice(0, MAX_QUOTED_LENGTH)}…`
      : line;
  }
}

/** One pattern for all that gives a secret away; none for what is too short to be one. */
function formsOf(secret: string): RegExp[] {
  const [, scheme = '', value = secret] =
    /^(basic|bearer|token) +(\S+)$/i.exec(secret) ?? [];
  if (value.length < MIN_SECRET_LENGTH) {
    return [];
  }
  // A header of Basic authentication holds the password within Base64.
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  const password = decoded.replace(/^[^:]*:/, '');
  const values =
    scheme.toLowerCase() === 'basic' && password.length >= MIN_SECRET_LENGTH
      ? [value, password]
      : [value];
  const forms = values.flatMap(each => [
    each,
    encodeURIComponent(each),
    JSON.stringify(each).slice(1, -1),
    Buffer.from(each).toString('hex'),
  ]);
  const texts = [...new Set(forms)]
    .sort((a, b) => b.length - a.length)
    .map(escapePattern);
  return [
    new RegExp([...values.flatMap(base64Forms), ...texts].join('|'), 'gi'),
  ];
}

/**
 * In Base64 a text looks different by how many bytes stand before it, and its first and last characters hold bits of what is
 * beside it.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].map(before => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString(
      'base64url',
    );
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const certain = encoded.slice(Math.ceil((before * 8) / 6), whole);
    const pattern = certain.replace(/-/g, '[+-]').replace(/_/g, '[/_]');
    return `[\\w+/-]{0,4}${pattern}[\\w+/-]{0,4}={0,2}`;
  });
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
