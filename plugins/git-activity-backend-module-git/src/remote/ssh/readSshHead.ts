import {
  askGit,
  GitNetwork,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { RemoteRepository } from '../hosts/RemoteHosts';
import { branchName, missingBranchError } from '../http/readRemoteHead';

const SYMBOLIC_LINE = /^ref: (\S+)\tHEAD$/m;
const HEAD_LINE = /^([0-9a-f]+)\tHEAD$/m;

/** A host that has not told all of its branches by then tells them for ever. */
const MAX_ANSWER_MS = 60_000;

/** Finds out where HEAD points on a host that is reached over SSH. */
export async function readSshHead(options: {
  repository: RemoteRepository;
  network: GitNetwork;
  signal: AbortSignal;
}): Promise<Pick<RepositoryHead, 'sha' | 'branch'>> {
  const { repository, network, signal } = options;
  const ask = (...args: string[]) =>
    askGit({
      // What is asked has nothing to do with any repository here.
      gitDir: '/dev/null',
      signal,
      network,
      maxSilenceMs: MAX_ANSWER_MS,
      args: ['ls-remote', ...args],
    });
  const target = ['--end-of-options', repository.cloneUrl];
  const output = await ask('--symref', ...target, 'HEAD');
  const [, ref] = SYMBOLIC_LINE.exec(output) ?? [];
  const branch = ref && branchName(ref);
  const [, sha] = HEAD_LINE.exec(output) ?? [];
  if (sha) {
    return { sha, branch };
  }
  if ((await ask('--heads', ...target)) !== '') {
    throw missingBranchError(branch);
  }
  return { branch };
}
