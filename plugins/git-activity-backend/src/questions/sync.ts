import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { RequestedSync } from '../queue/lease';
import { QuestionContext } from './context';

/** What becomes of a request for a sync, and that in words. */
export interface SyncAnswer {
  /** Whether a limit of the host keeps the repository waiting, so that asking changes nothing. */
  isHeldBack: boolean;
  nextSyncAt: Date;
  message: string;
}

/** Makes a repository that the caller may see due. */
export async function askForSync(
  context: QuestionContext,
  options: {
    /** Its id. */
    repository: string;
    credentials: BackstageCredentials;
    requestSync: (repository: {
      repositoryId: number;
    }) => Promise<RequestedSync | undefined>;
  },
): Promise<SyncAnswer> {
  const { repository, credentials, requestSync } = options;
  const { repositoryIds } = await context.access.select(
    { repository: [repository] },
    credentials,
  );
  const [repositoryId] = repositoryIds;
  const requested = await requestSync({ repositoryId });
  if (!requested) {
    throw new NotFoundError(`There is no repository '${repository}'`);
  }
  return {
    isHeldBack: requested.heldBack !== undefined,
    nextSyncAt: requested.dueAt,
    message: explain(requested),
  };
}

function explain({ dueAt, isDue, heldBack }: RequestedSync): string {
  if (heldBack !== undefined) {
    return `It is synced by itself at ${dueAt.toISOString()}, and not before, whoever asks: ${heldBack}`;
  }
  return isDue
    ? 'A sync follows now'
    : `A sync follows at ${dueAt.toISOString()}, since a repository is asked for at most once a minute`;
}
