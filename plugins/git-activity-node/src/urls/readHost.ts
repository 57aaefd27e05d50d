import { refuseUrl } from './refuseUrl';

const HOST_AND_PORT = /^(\[[0-9a-f:.]+\]|[^:]*)(?::(\d{0,5}))?$/i;
/** What the platform makes of a name: small letters, other scripts as `xn--`, and numbers as addresses. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9_][a-z0-9._-]*)$/;
const USUAL_PORTS = { https: 443, http: 80, ssh: 22 };
const MAX_PORT = 65_535;

/**
 * Reads the host that a URL names, with its port if that is not the usual one. All spellings of one host come to the same.
 *
 * @throws CommitSourceError of kind `refused` if it could be taken for anything else than a host
 */
export function readHost(options: {
  protocol: keyof typeof USUAL_PORTS;
  text: string;
}): string {
  const { protocol, text } = options;
  const [, name = '', digits = ''] = HOST_AND_PORT.exec(text) ?? [];
  const host = canonicalName(name);
  const port = digits === '' ? USUAL_PORTS[protocol] : Number(digits);
  if (host === undefined || !HOST.test(host) || port > MAX_PORT || port === 0) {
    throw refuseUrl(
      'The repository URL names no host that could be one; give a URL such as https://host/owner/repository.',
    );
  }
  return port === USUAL_PORTS[protocol] ? host : `${host}:${port}`;
}

function canonicalName(name: string): string | undefined {
  // Encoded characters are in no host that anybody means, and not every reader of URLs decodes them.
  if (name === '' || name.includes('%') || name.includes('\\')) {
    return undefined;
  }
  try {
    // A dot at the end only says that the name is complete.
    return new URL(`https://${name}/`).hostname.replace(/\.$/, '');
  } catch {
    return undefined;
  }
}
