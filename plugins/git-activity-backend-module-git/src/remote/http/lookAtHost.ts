import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { RemoteHosts, RemoteRepository } from '../hosts/RemoteHosts';
import { parsePktLines } from './pktLines';
import { GitHttpRequest, notGitError, requestGit } from './requestGit';

/** Renamed twice and moved to another group: more is a circle. */
const MAX_REDIRECTS = 4;

const ADVERTISED_LINE = '# service=git-upload-pack';
const VERSION_TWO = 'version 2';

/** What a host says of a repository before it is asked anything. */
export interface HostLook {
  /** The repository where it is now. */
  repository: RemoteRepository;
  /** Whether objects can be left out of what is fetched. */
  honoursFilter: boolean;
  /** `sha1` or `sha256`. */
  objectFormat: string;
  /** With protocol version 2, what can be asked next; otherwise the refs, which come unasked. */
  protocol:
    | { version: 2; tellsUnborn: boolean }
    | { version: 1; refs: string[]; capabilities: string[] };
}

export type LookRequest = Omit<GitHttpRequest, 'service' | 'body'> & {
  hosts: RemoteHosts;
  /** Called before each request. */
  onRequest: () => void;
};

/**
 * Asks a host what it offers for a repository, and follows it to the repository's new name on the same host, if it has one.
 *
 * @throws CommitSourceError
 */
export async function lookAtHost(request: LookRequest): Promise<HostLook> {
  let { repository } = request;
  for (let count = 0; count <= MAX_REDIRECTS; count++) {
    request.onRequest();
    const answer = await requestGit({
      ...request,
      repository,
      service: 'info/refs',
    });
    if (Buffer.isBuffer(answer)) {
      return readAdvertisement(repository, answer);
    }
    repository = followRedirect({ ...request, repository }, answer.redirect);
  }
  throw new CommitSourceError(
    'broken',
    `${repository.host.name} sends requests for ${request.repository.url} in a circle.`,
  );
}

/** The repository that a host sends us on to, which has to be its own: a credential is for one host. */
function followRedirect(request: LookRequest, target: URL): RemoteRepository {
  const { repository, hosts } = request;
  const { host } = repository;
  const { origin } = new URL(host.baseUrl);
  if (target.origin !== origin) {
    throw new CommitSourceError(
      'refused',
      `${host.name} sends requests for ${repository.url} on to another place, ${target.origin}, and no credential is taken there: name the repository by its new URL.`,
    );
  }
  const [, path] = /^(.*)\/info\/refs$/.exec(target.pathname) ?? [];
  if (path === undefined) {
    throw notGitError(repository);
  }
  const cloneUrl = `${origin}${path}`;
  const moved = hosts.find(cloneUrl);
  if (moved?.host !== host) {
    throw notGitError(repository);
  }
  return { ...moved, protocol: repository.protocol, cloneUrl };
}

function readAdvertisement(
  repository: RemoteRepository,
  answer: Buffer,
): HostLook {
  const lines = parsePktLines(answer)?.filter(line => line !== undefined);
  if (!lines) {
    throw notGitError(repository);
  }
  const announced = lines[0] === ADVERTISED_LINE;
  const told = announced ? lines.slice(1) : lines;
  if (announced && told.length === 0) {
    // So do old servers say that a repository is empty.
    return {
      repository,
      honoursFilter: false,
      objectFormat: 'sha1',
      protocol: { version: 1, refs: [], capabilities: [] },
    };
  }
  return told[0] === VERSION_TWO
    ? readVersionTwo(repository, told.slice(1))
    : readOlderVersions(repository, told);
}

function readVersionTwo(
  repository: RemoteRepository,
  capabilities: string[],
): HostLook {
  const values = (name: string) =>
    capabilities
      .find(line => line === name || line.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .split(' ') ?? [];
  return {
    repository,
    honoursFilter: values('fetch').includes('filter'),
    objectFormat: values('object-format')[0] ?? 'sha1',
    protocol: {
      version: 2,
      tellsUnborn: values('ls-refs').includes('unborn'),
    },
  };
}

function readOlderVersions(
  repository: RemoteRepository,
  lines: string[],
): HostLook {
  const refs = lines.filter(line => !/^version \d$/.test(line));
  const [first = '', list] = refs[0]?.split('\0') ?? [];
  if (list === undefined) {
    throw notGitError(repository);
  }
  const capabilities = list.trim().split(' ');
  const format = capabilities.find(word => word.startsWith('object-format='));
  return {
    repository,
    honoursFilter: capabilities.includes('filter'),
    objectFormat: format?.slice('object-format='.length) ?? 'sha1',
    protocol: { version: 1, refs: [first, ...refs.slice(1)], capabilities },
  };
}
