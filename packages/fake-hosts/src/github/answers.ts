/** What goes back over HTTP. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of a body. */
  text?: { content: string; type: string };
}

/** A request that ends with one of the host's error messages. */
export class GithubProblem extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly documentationUrl: string;

  constructor(
    status: number,
    message: string,
    options: {
      headers?: Record<string, string>;
      documentationUrl?: string;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = options.headers ?? {};
    this.documentationUrl =
      options.documentationUrl ?? 'https://docs.github.com/rest';
  }

  toAnswer(): Answer {
    return {
      status: this.status,
      headers: this.headers,
      body: {
        message: this.message,
        documentation_url: this.documentationUrl,
        status: String(this.status),
      },
    };
  }
}

export const PRIMARY_LIMIT_URL =
  'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api';
export const SECONDARY_LIMIT_URL =
  'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';
