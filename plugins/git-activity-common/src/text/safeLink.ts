const WEB_PROTOCOLS = ['http:', 'https:'];

/**
 * A URL that somebody else gave, as people can be led to without harm: a page of the web, and of no other host than what it is said to
 * be about.
 *
 * @param options - `url` is hostile input, and so is `about`, the URL whose host it has to be on
 * @returns undefined if nobody should be led there
 *
 * @public
 */
export function safeLink(options: {
  url: string;
  about: string;
}): string | undefined {
  try {
    const { href, protocol, hostname, username, password } = new URL(
      options.url,
    );
    return WEB_PROTOCOLS.includes(protocol) &&
      hostname === new URL(options.about).hostname &&
      // Who reads https://github.com@evil.example takes it for another host.
      username === '' &&
      password === ''
      ? href
      : undefined;
  } catch {
    return undefined;
  }
}
