import { LoggerService } from '@backstage/backend-plugin-api';
import { LEASE_DURATION_MS, LeaseLostError } from '../queue/lease';
import { TroubleLog } from './TroubleLog';

/** Several heartbeats fit into a lease, so that one may fail. */
const HEARTBEAT_INTERVAL_MS = LEASE_DURATION_MS / 3;

/**
 * Does something for as long as a lease is held, and keeps extending that. Never rejects: one lease's trouble is not the
 * others'.
 *
 * @param name - of what is held, for the log
 * @param stopping - aborted when the replica stops
 * @param work - gets a signal that is aborted as soon as the lease is lost or the replica stops
 */
export async function keepLease(options: {
  name: string;
  lease: { extend(): Promise<void> };
  stopping: AbortSignal;
  logger: LoggerService;
  troubles: TroubleLog;
  work: (signal: AbortSignal) => Promise<void>;
}): Promise<void> {
  const { name, lease, stopping, logger, troubles, work } = options;
  const lost = new AbortController();
  const heartbeat = setInterval(() => {
    lease.extend().catch(error => {
      if (error instanceof LeaseLostError) {
        lost.abort(error);
      } else {
        troubles.noteDatabase(`Could not extend the lease of ${name}`, error);
      }
    });
  }, HEARTBEAT_INTERVAL_MS);
  try {
    await work(AbortSignal.any([stopping, lost.signal]));
  } catch (error) {
    if (error instanceof LeaseLostError) {
      logger.info(error.message);
    } else {
      // The lease runs out by itself, and then the next attempt is made.
      troubles.noteDatabase(`Could not record the sync of ${name}`, error);
    }
  } finally {
    clearInterval(heartbeat);
  }
}
