import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { QuestionContext } from './context';

/** Makes a repository that the caller may see due. */
export async function askForSync(
  context: QuestionContext,
  options: {
    /** Its id. */
    repository: string;
    credentials: BackstageCredentials;
    requestSync: (repository: { repositoryId: number }) => Promise<void>;
  },
): Promise<void> {
  const { repository, credentials, requestSync } = options;
  const { repositoryIds } = await context.access.select(
    { repository: [repository] },
    credentials,
  );
  for (const repositoryId of repositoryIds) {
    await requestSync({ repositoryId });
  }
}
