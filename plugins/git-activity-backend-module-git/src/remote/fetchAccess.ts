import { GitNetwork, Redactor } from 'backstage-plugin-git-activity-node';
import { SshKey } from '../config';
import { FILTER_IGNORED, fetchError } from './failures';
import { Authorization } from './hosts/HostAuthorization';
import { RemoteRepository } from './hosts/RemoteHosts';
import { NETWORK_SETTINGS, networkEnvironment } from './network';

/** Seconds after which an SSH connection that is not made, or goes dead, ends. */
const SSH_TIMEOUT_SECONDS = 30;

/**
 * Lets a git command talk to one repository's host.
 *
 * @param options - `directory` is where git writes to
 */
export function fetchAccess(options: {
  repository: RemoteRepository;
  authorization: Authorization;
  directory: string;
}): GitNetwork {
  const { repository, authorization, directory } = options;
  const { protocol, sshKey, host } = repository;
  const { header } = authorization;
  const redactor = new Redactor([header]);
  return {
    env: networkEnvironment({
      protocol,
      header:
        header === undefined || protocol === 'ssh'
          ? undefined
          : {
              baseUrl: new URL(host.baseUrl).origin,
              value: `Authorization: ${header}`,
            },
      sshCommand: sshKey && sshCommand(sshKey),
    }),
    settings: NETWORK_SETTINGS,
    explain: words =>
      fetchError({
        repository,
        authorized: header !== undefined,
        directory,
        words: redactor.redact(words),
      }),
    fatalComplaint: FILTER_IGNORED,
  };
}

/** Nothing of the account's own SSH counts, and nobody is asked. */
function sshCommand({ keyFile, knownHostsFile }: SshKey): string {
  const settings = [
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${quoteSetting(knownHostsFile)}`,
    'GlobalKnownHostsFile=/dev/null',
    'UpdateHostKeys=no',
    `ConnectTimeout=${SSH_TIMEOUT_SECONDS}`,
    `ServerAliveInterval=${SSH_TIMEOUT_SECONDS}`,
    'ServerAliveCountMax=2',
    'ForwardAgent=no',
    'ClearAllForwardings=yes',
    'PermitLocalCommand=no',
  ];
  const words = ['ssh', '-F', '/dev/null', '-i', keyFile];
  return [...words, ...settings.flatMap(setting => ['-o', setting])]
    .map(quoteWord)
    .join(' ');
}

/** Git hands the command to a shell. */
function quoteWord(word: string): string {
  return `'${word.replace(/'/g, `'\\''`)}'`;
}

/** Several files are separated by spaces, and `%` begins a placeholder. */
function quoteSetting(path: string): string {
  return `"${path.replace(/%/g, '%%').replace(/[\\"]/g, '\\$&')}"`;
}
