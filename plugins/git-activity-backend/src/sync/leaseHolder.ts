import { isError } from '@backstage/errors';
import { hostname } from 'os';

/** How this process signs the leases that it takes. */
export function nameLeaseHolder(): string {
  return `${hostname()}:${process.pid}`;
}

/**
 * Whether the process that took a lease ran on this machine and is gone. To be wrong about it (containers may share a name)
 * costs work but no data: who lost a lease cannot write.
 */
export function isGoneLeaseHolder(holder: string): boolean {
  const [, host, pid] = /^(.+):(\d+)$/.exec(holder) ?? [];
  if (host !== hostname()) {
    return false;
  }
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return isError(error) && error.code === 'ESRCH';
  }
}
