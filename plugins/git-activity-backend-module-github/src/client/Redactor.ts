/** How many tokens that were handed out are remembered; Apps' tokens last an hour. */
const MAX_PASSING_SECRETS = 1000;

/** Anything shorter would take ordinary words out of messages. */
const MIN_SECRET_LENGTH = 6;

const REDACTED = '[redacted]';

/** What a host says is quoted as far as this; a web page is no explanation. */
const MAX_QUOTED_LENGTH = 300;

/** What is a credential by its looks, whoever's it is. */
const CREDENTIALS_BY_LOOKS = [
  /\b(authorization["']?\s*[:=]\s*["']?)(?:(?:basic|bearer|token)\s+)?[^\s"',;]+/gi,
  /\b((?:basic|bearer|token)\s+)[\w.~+/=-]{16,}/gi,
  /()\bgh[a-z]_[A-Za-z0-9_.-]{8,}/g,
  /()\bgithub_pat_[A-Za-z0-9_]{8,}/g,
  /()\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(:\/\/)[^\s/@]+@/g,
];

/**
 * Takes credentials out of text, also when it was a host that put them there. Text that comes from outside passes here before it
 * may reach an error, a log or a user.
 */
export class Redactor {
  readonly #lasting: string[];
  readonly #passing = new Set<string>();

  /** @param secrets - from the configuration */
  constructor(secrets: Array<string | undefined>) {
    this.#lasting = secrets
      .filter(secret => secret !== undefined)
      .flatMap(spellings);
  }

  /** Remembers a secret that came into being later, such as an App's token. */
  add(secret: string): void {
    if (this.#passing.delete(secret)) {
      this.#passing.add(secret);
      return;
    }
    this.#passing.add(secret);
    if (this.#passing.size > MAX_PASSING_SECRETS) {
      const [oldest] = this.#passing;
      this.#passing.delete(oldest);
    }
  }

  redact(text: string): string {
    const secrets = [
      ...this.#lasting,
      ...[...this.#passing].flatMap(spellings),
    ];
    const known = secrets.reduce(
      (result, secret) => result.split(secret).join(REDACTED),
      text,
    );
    return CREDENTIALS_BY_LOOKS.reduce(
      (result, pattern) => result.replace(pattern, `$1${REDACTED}`),
      known,
    );
  }

  /** A host's words, fit to be quoted on one line. */
  shorten(text: string): string {
    const line = this.redact(text)
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    return line.length > MAX_QUOTED_LENGTH
      ? `${line.slice(0, MAX_QUOTED_LENGTH)}…`
      : line;
  }
}

/** The forms in which a secret travels. */
function spellings(secret: string): string[] {
  if (secret.length < MIN_SECRET_LENGTH) {
    return [];
  }
  const base64 = ['', 'x-access-token:', ':'].map(prefix =>
    Buffer.from(prefix + secret).toString('base64'),
  );
  const forms = [...base64, secret, encodeURIComponent(secret)];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}
