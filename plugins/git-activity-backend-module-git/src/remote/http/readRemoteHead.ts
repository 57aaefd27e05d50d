import {
  CommitSourceError,
  isObjectName,
  RepositoryHead,
  shortenWords,
} from 'backstage-plugin-git-activity-node';
import { HostLook, LookRequest } from './lookAtHost';
import { DELIMITER, FLUSH, parsePktLines, pktLine } from './pktLines';
import { notGitError, requestGit } from './requestGit';

const BRANCH_PREFIX = 'refs/heads/';
const TARGET_ATTRIBUTE = 'symref-target:';
const TARGET_CAPABILITY = 'symref=HEAD:';
/** What stands for the missing first ref of a repository without any. */
const NO_REFS = 'capabilities^{}';
const UNBORN = 'unborn';

/** A ref as a host tells it. */
interface Ref {
  sha: string;
  name: string;
  /** What it names, if it is symbolic. */
  target?: string;
}

/**
 * Finds out where HEAD points on a host.
 *
 * @throws CommitSourceError of kind `broken` if HEAD names a branch that does not exist, although others do
 */
export async function readRemoteHead(
  request: LookRequest,
  look: HostLook,
): Promise<Pick<RepositoryHead, 'sha' | 'branch'>> {
  const { protocol } = look;
  const listRefs =
    protocol.version === 2
      ? (prefix: string) => askForRefs(request, look, prefix)
      : async (prefix: string) =>
          readOlderRefs(protocol).filter(({ name }) => name.startsWith(prefix));
  const head = (await listRefs('HEAD')).find(({ name }) => name === 'HEAD');
  const branch = head?.target && branchName(head.target);
  if (head && isObjectName(head.sha)) {
    return { sha: head.sha, branch };
  }
  const [other] = await listRefs(BRANCH_PREFIX);
  if (other) {
    throw missingBranchError(branch);
  }
  return { branch };
}

export function missingBranchError(branch?: string): CommitSourceError {
  return new CommitSourceError(
    'broken',
    `HEAD of the repository names ${
      branch ? `the branch ${shortenWords(branch)}` : 'a branch'
    } that does not exist, although others do. Set the default branch on the host to the one to count.`,
  );
}

export function branchName(ref: string): string {
  return ref.startsWith(BRANCH_PREFIX) ? ref.slice(BRANCH_PREFIX.length) : ref;
}

async function askForRefs(
  request: LookRequest,
  look: HostLook,
  prefix: string,
): Promise<Ref[]> {
  const { repository, objectFormat, protocol } = look;
  const unborn = protocol.version === 2 && protocol.tellsUnborn;
  request.onRequest();
  const answer = await requestGit({
    ...request,
    repository,
    service: 'git-upload-pack',
    body: [
      pktLine('command=ls-refs\n'),
      pktLine(`object-format=${objectFormat}\n`),
      DELIMITER,
      pktLine('symrefs\n'),
      ...(unborn ? [pktLine('unborn\n')] : []),
      pktLine(`ref-prefix ${prefix}\n`),
      FLUSH,
    ].join(''),
  });
  const lines = Buffer.isBuffer(answer) ? parsePktLines(answer) : undefined;
  if (!lines) {
    throw notGitError(repository);
  }
  return lines
    .filter(line => line !== undefined)
    .map(line => {
      const [sha, name, ...attributes] = line.split(' ');
      const target = attributes.find(text => text.startsWith(TARGET_ATTRIBUTE));
      return { sha, name, target: target?.slice(TARGET_ATTRIBUTE.length) };
    })
    .filter(({ sha, name }) => checkRef(repository.host.name, sha, name));
}

function readOlderRefs(protocol: {
  refs: string[];
  capabilities: string[];
}): Ref[] {
  const target = protocol.capabilities
    .find(word => word.startsWith(TARGET_CAPABILITY))
    ?.slice(TARGET_CAPABILITY.length);
  const refs = protocol.refs
    .map(line => line.split(' '))
    .filter(([, name]) => name !== NO_REFS)
    .map(([sha, name]) => ({
      sha,
      name,
      target: name === 'HEAD' ? target : undefined,
    }));
  return refs.some(({ name }) => name === 'HEAD') || !target
    ? refs
    : [...refs, { sha: UNBORN, name: 'HEAD', target }];
}

/** A host may say in the middle of its answer that it cannot go on. */
function checkRef(host: string, sha: string, name: string | undefined): true {
  if (name === undefined || (sha !== UNBORN && !isObjectName(sha))) {
    throw new CommitSourceError(
      'try-later',
      `${host} could not say where the branches of the repository are.`,
    );
  }
  return true;
}
