import { readHost } from './readHost';
import { readPath } from './readPath';
import { refuseUrl } from './refuseUrl';

/**
 * A repository on a server, as a URL names it, without credentials.
 *
 * @public
 */
export interface RemoteUrl {
  /** How git would talk to the server. */
  protocol: 'https' | 'http' | 'ssh';
  /** In small letters, and with the port if it is not the protocol's usual one: `git.example.com:8443`. */
  host: string;
  /** The account to log in as; only ever there for ssh. Never a password. */
  user?: string;
  /**
   * Without slashes at either end, percent-encoded where a URL has to be, as it is written otherwise: letters keep their
   * case, and `.git` stays.
   */
  path: string;
  /**
   * Whether the path begins in the home folder of the account, as in `git@host:path`, and not at the root of the server's
   * disk. Only a server that serves plain folders over ssh knows a difference.
   */
  fromHome?: true;
}

/** What git would run as a program, or take for an option, if it ever saw it. */
const DANGEROUS = /^\s*(?:-|[a-z0-9+.-]*::)/i;
const CONTROL_CHARACTER = /\p{Cc}/u;
/** What comes after the authority ends at a query or a fragment, neither of which is part of a repository's name. */
const URL_PARTS = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)/i;
/** `git@host:path`, or `host:path` if the host is plainly one. */
const SCP_PARTS = /^(?:([^@:/?#]*)@)?(\[[^\]]*\]|[^@:/[\]]*):(?!\/\/)([^?#]*)/;

const PROTOCOLS = new Map<string, RemoteUrl['protocol']>([
  ['https', 'https'],
  ['http', 'http'],
  ['ssh', 'ssh'],
  ['git+ssh', 'ssh'],
  ['ssh+git', 'ssh'],
]);
/** Git would talk to a server by these, with nothing to tell that it is the right one. */
const UNSAFE_PROTOCOLS = ['git', 'ftp', 'ftps'];

const SSH_USER = /^[a-z0-9_.][a-z0-9_.+~-]*$/i;

/**
 * Reads a URL, as an entity has it, that may name a repository on a server. Nothing is asked of any server, nor of DNS.
 *
 * @param url - hostile input; `git@host:path` is understood too
 * @returns undefined if it names no repository on a server
 * @throws {@link CommitSourceError} of kind `refused` for what must never reach git; the message holds nothing of the URL
 * @public
 */
export function readRemoteUrl(url: string): RemoteUrl | undefined {
  if (DANGEROUS.test(url)) {
    throw refuseUrl(
      'The repository URL could make git run a program; give a plain URL such as https://host/owner/repository.',
    );
  }
  if (CONTROL_CHARACTER.test(url)) {
    throw refuseUrl('The repository URL holds a control character.');
  }
  const text = url.trim();
  const [matched, scheme, authority, path] = URL_PARTS.exec(text) ?? [];
  return matched === undefined
    ? readScpUrl(text)
    : readSchemeUrl({ scheme: scheme.toLowerCase(), authority, path });
}

function readSchemeUrl(parts: {
  scheme: string;
  authority: string;
  path: string;
}): RemoteUrl | undefined {
  const { scheme, authority } = parts;
  if (UNSAFE_PROTOCOLS.includes(scheme)) {
    throw refuseUrl(
      `Repositories are not read over ${scheme}:, which does not make sure whom it talks to; give an https: or ssh: URL.`,
    );
  }
  const protocol = PROTOCOLS.get(scheme);
  if (!protocol) {
    return undefined;
  }
  if (authority.includes('\\')) {
    throw refuseUrl(
      'The repository URL holds a backslash, which some programs take for the end of the host.',
    );
  }
  // Whatever comes before the last @ is no host, however much it looks like one.
  const at = authority.lastIndexOf('@');
  const host = readHost({ protocol, text: authority.slice(at + 1) });
  const path = readPath({ protocol, text: parts.path });
  if (path === '') {
    return undefined;
  }
  const user =
    protocol === 'ssh' ? readUser(authority.slice(0, Math.max(0, at))) : {};
  return { protocol, host, ...user, path };
}

function readScpUrl(text: string): RemoteUrl | undefined {
  const [, user = '', host = '', path = ''] = SCP_PARTS.exec(text) ?? [];
  if (path === '' || (user === '' && !host.includes('.'))) {
    return undefined;
  }
  const protocol = 'ssh';
  const readablePath = readPath({ protocol, text: path, encoded: false });
  if (readablePath === '') {
    return undefined;
  }
  return {
    protocol,
    // Between brackets, git takes a port, too, for a part of the host.
    host: readHost({
      protocol,
      text: host.replace(/^\[([^:]*(?::\d+)?)\]$/, '$1'),
    }),
    ...readUser(user),
    path: readablePath,
    ...(path.startsWith('/') ? {} : { fromHome: true }),
  };
}

/** The account, without what may be its password. */
function readUser(userInfo: string): { user?: string } {
  const [user] = userInfo.split(':');
  if (user === '') {
    return {};
  }
  if (!SSH_USER.test(user)) {
    throw refuseUrl(
      'The repository URL names an account that cannot be one; give a URL such as ssh://git@host/owner/repository.',
    );
  }
  return { user };
}
