import { ScmIntegrations } from '@backstage/integration';
import {
  CommitSourceError,
  readRemoteUrl,
  RemoteUrl,
} from 'backstage-plugin-git-activity-node';
import { HostCredentials, SshKey } from '../../config';
import { listHosts, RemoteHost } from './RemoteHost';
import { findRepositoryPath, RepositoryPath } from './repositoryPath';

/** A repository on a host that the configuration names, and how git gets at it. */
export interface RemoteRepository {
  /** The canonical URL. */
  url: string;
  host: RemoteHost;
  protocol: 'https' | 'http' | 'ssh';
  /** What git is told; never holds credentials. */
  cloneUrl: string;
  /** Set if the protocol is SSH. */
  sshKey?: SshKey;
}

const DEFAULT_SSH_USER = 'git';

/** The hosts that the portal's configuration names, and the only way from a URL to a repository on one of them. */
export class RemoteHosts {
  readonly #hosts: Map<string, RemoteHost>;

  constructor(options: {
    integrations: ScmIntegrations;
    credentials: HostCredentials[];
  }) {
    this.#hosts = listHosts(options);
  }

  /**
   * Finds the repository that a URL is about.
   *
   * @param url - hostile input
   * @returns undefined if it is about none, as far as one can see
   * @throws CommitSourceError of kind `refused`
   */
  find(url: string): RemoteRepository | undefined {
    const remote = readRemoteUrl(url);
    if (!remote) {
      return undefined;
    }
    const host = this.#findHost(remote);
    if (!host) {
      if (remote.protocol === 'ssh' || /\.git(?:\/|$)/.test(remote.path)) {
        throw new CommitSourceError(
          'refused',
          `There is no integration for the host ${remote.host}: add it under integrations, or under gitActivity.git.credentials, in the portal's configuration.`,
        );
      }
      // A location of an entity may be on any server of pages.
      return undefined;
    }
    const path = findRepositoryPath({
      host,
      segments: remote.path.split('/'),
      ssh: remote.protocol === 'ssh',
    });
    if (!path) {
      throw new CommitSourceError(
        'refused',
        `The URL names no repository of ${host.name}; give one such as ${host.baseUrl}/owner/repository.`,
      );
    }
    return host.integration
      ? knownRepository({ remote, host, path })
      : plainRepository({ remote, host, path });
  }

  /** A URL for SSH says nothing of the port that the host's pages have. */
  #findHost({ protocol, host }: RemoteUrl): RemoteHost | undefined {
    const exact = this.#hosts.get(host);
    if (exact || protocol !== 'ssh') {
      return exact;
    }
    return [...this.#hosts.values()].find(
      ({ name }) => withoutPort(name) === withoutPort(host),
    );
  }
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

type Found = { remote: RemoteUrl; host: RemoteHost; path: RepositoryPath };

/** All spellings are one repository, however it is read. */
function knownRepository({ remote, host, path }: Found): RemoteRepository {
  const url = `${host.baseUrl}/${path.path}`;
  const { ssh, secret } = host.credentials ?? {};
  if (ssh && secret === undefined) {
    const sshHost =
      remote.protocol === 'ssh' ? remote.host : withoutPort(host.name);
    const user = remote.user ?? host.credentials?.username ?? DEFAULT_SSH_USER;
    const cloneUrl = `ssh://${user}@${sshHost}/${path.clonePath}`;
    return { url, host, protocol: 'ssh', cloneUrl, sshKey: ssh };
  }
  const cloneUrl = `${host.baseUrl}/${path.clonePath}`;
  return { url, host, protocol: webProtocol(host), cloneUrl };
}

function plainRepository({ remote, host, path }: Found): RemoteRepository {
  if (remote.protocol !== 'ssh') {
    const url = `${host.baseUrl}/${path.clonePath}`;
    return { url, host, protocol: webProtocol(host), cloneUrl: url };
  }
  const sshKey = host.credentials?.ssh;
  if (!sshKey) {
    throw new CommitSourceError(
      'refused',
      `There is no SSH key for the host ${remote.host}: give sshKeyFile and knownHostsFile in its entry of gitActivity.git.credentials, or name the repository by its https: URL.`,
    );
  }
  const user = remote.user ?? DEFAULT_SSH_USER;
  const home = remote.fromHome && !path.path.startsWith('~') ? '~/' : '';
  const url = `ssh://${user}@${remote.host}/${home}${path.path}`;
  return {
    url,
    host,
    protocol: 'ssh',
    cloneUrl: sshCloneUrl({ url, user, host: remote.host, path: path.path }),
    sshKey,
  };
}

/** Hosts that only look like a disk with folders know no `~`; what git sends without it is understood by all. */
function sshCloneUrl(options: {
  url: string;
  user: string;
  host: string;
  path: string;
}): string {
  const { url, user, host, path } = options;
  const [, below] = /\/~\/(.+)$/.exec(url) ?? [];
  return below === undefined || host.includes(':') || path.includes('%')
    ? url
    : `${user}@${host}:${below}`;
}

function webProtocol(host: RemoteHost): 'https' | 'http' {
  return host.baseUrl.startsWith('http:') ? 'http' : 'https';
}
