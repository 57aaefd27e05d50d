import { GithubIntegrationConfig } from '@backstage/integration';
import {
  CommitSourceError,
  readRemoteUrl,
  RemoteUrl,
} from 'backstage-plugin-git-activity-node';

/** Users and organisations; underscores are those of enterprise managed users. */
const OWNER = /^[a-z\d][\w-]{0,99}$/i;
const REPOSITORY = /^[\w.-]{1,100}$/;
const UNUSABLE = /^\.+$|\.git$/;

/** A repository of one of the hosts, all in small letters. */
export interface GithubRepository {
  /** As `integrations.github` names it, with the port if there is one. */
  host: string;
  owner: string;
  name: string;
  /** The canonical URL. */
  url: string;
}

/** Knows the hosts of `integrations.github` and how their repositories are written. */
export class GithubUrls {
  /** By host: the protocol of its pages. */
  readonly #protocols: Map<string, 'http' | 'https'>;

  constructor(integrations: GithubIntegrationConfig[]) {
    this.#protocols = new Map(
      integrations.map(({ host, apiBaseUrl }) => [
        host.toLowerCase(),
        apiBaseUrl?.startsWith('http:') ? 'http' : 'https',
      ]),
    );
  }

  /**
   * Reads any way of naming a repository: a page of it, a clone URL over HTTPS or SSH.
   *
   * @returns undefined if it is on none of the hosts
   * @throws {@link CommitSourceError} of kind `refused` if it is on one of them and names no repository
   */
  read(text: string): GithubRepository | undefined {
    const remote = readRemote(text);
    const host = remote && this.#hostOf(remote);
    if (remote === undefined || host === undefined) {
      return undefined;
    }
    const [owner = '', path = ''] = remote.path.split('/');
    const secure =
      remote.protocol === 'https' || this.#protocols.get(host) === 'https';
    const fullName = `${owner}/${path.replace(/\.git$/i, '')}`;
    const repository = this.at({ host, fullName, secure });
    if (!repository) {
      throw new CommitSourceError(
        'refused',
        `This URL names no repository of ${host}: it must begin like https://${host}/<owner>/<repository>.`,
      );
    }
    return repository;
  }

  /**
   * The repository that a host calls `owner/name`.
   *
   * @returns undefined if that could be no name of a repository
   */
  at(options: {
    host: string;
    fullName: string;
    /** Whether its URL is an `https:` one. */
    secure: boolean;
  }): GithubRepository | undefined {
    const { host, secure } = options;
    const [owner = '', name = '', ...rest] = options.fullName
      .toLowerCase()
      .split('/');
    return rest.length === 0 && isRepository(owner, name)
      ? {
          host,
          owner,
          name,
          url: `${secure ? 'https' : 'http'}://${host}/${owner}/${name}`,
        }
      : undefined;
  }

  /** SSH has a port of its own, which says nothing about which host it is. */
  #hostOf({ protocol, host }: RemoteUrl): string | undefined {
    const hosts =
      protocol === 'ssh' ? [host, host.replace(/:\d+$/, '')] : [host];
    return hosts
      .map(name => (name === 'ssh.github.com' ? 'github.com' : name))
      .find(name => this.#protocols.has(name));
  }
}

function isRepository(owner: string, name: string): boolean {
  // A name that ends so would be read as another one.
  return OWNER.test(owner) && REPOSITORY.test(name) && !UNUSABLE.test(name);
}

/** What must never be served is refused by the source that would serve it; which host it is about cannot be told. */
function readRemote(text: string): RemoteUrl | undefined {
  try {
    return readRemoteUrl(text);
  } catch {
    return undefined;
  }
}
