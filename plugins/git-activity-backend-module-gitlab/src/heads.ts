import {
  CommitSourceError,
  isObjectName,
  RepositoryHead,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { GitlabClient } from './api/GitlabClient';
import { isNotFound } from './api/GitlabError';
import { GitlabInstance } from './instances';
import { Mailmaps } from './Mailmaps';
import { ProjectFacts, ProjectFinder } from './ProjectFinder';
import { formatExternalId } from './urls/externalIds';
import { ToldReader } from './urls/told';

/**
 * Asks where the default branch of a project points. As long as nothing has changed that costs one request: GitLab says of a branch
 * whether it is the default one, and in which project it is.
 */
export async function readHead(options: {
  client: GitlabClient;
  repository: SourceRepository;
  projects: ProjectFinder;
  mailmaps: Mailmaps;
  told: ToldReader;
}): Promise<RepositoryHead> {
  const { client, repository, projects, mailmaps, told } = options;
  const known = projects.recall(repository);
  const branch = known && (await readBranch(client, known));
  if (known && branch) {
    return headOf({ client, mailmaps, told, project: known, branch });
  }
  const project = await projects.find(client, repository);
  if (project.empty) {
    await assertEmpty(client, project);
    projects.forget(repository);
    return describe(client.instance, project);
  }
  const found = await readBranch(client, project);
  if (!found) {
    throw new CommitSourceError(
      'try-later',
      `GitLab at ${client.instance.host} names a default branch that it does not have; the project changed while it was read, or has none of its branches as the default.`,
    );
  }
  return headOf({ client, mailmaps, told, project, branch: found });
}

interface DefaultBranch {
  name: string;
  sha: string;
  /** Of its page; it tells where the project is now. */
  webUrl: unknown;
}

/** @returns undefined if that is the default branch no longer */
async function readBranch(
  client: GitlabClient,
  project: ProjectFacts,
): Promise<DefaultBranch | undefined> {
  const { id, defaultBranch } = project;
  if (defaultBranch === undefined) {
    return undefined;
  }
  try {
    const branch = await client.showBranch(id, defaultBranch);
    const sha: unknown = branch.commit?.id;
    return branch.default && isObjectName(sha)
      ? { name: defaultBranch, sha, webUrl: branch.web_url }
      : undefined;
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

/** GitLab calls a project empty, too, whose repository it cannot find; to list its commits then fails. */
async function assertEmpty(
  client: GitlabClient,
  { id, defaultBranch = 'HEAD' }: ProjectFacts,
): Promise<void> {
  const page = { id, revision: defaultBranch, page: 1, perPage: 1 };
  if ((await client.listCommits(page)).length > 0) {
    throw new CommitSourceError(
      'try-later',
      `GitLab at ${client.instance.host} calls the project empty, and lists commits of it; it changed while it was read.`,
    );
  }
}

function describe(
  instance: GitlabInstance,
  { id, url, defaultBranch, archived }: ProjectFacts,
): RepositoryHead {
  return {
    branch: defaultBranch,
    externalId: formatExternalId(instance, id),
    url,
    archived,
  };
}

async function headOf(options: {
  client: GitlabClient;
  mailmaps: Mailmaps;
  told: ToldReader;
  project: ProjectFacts;
  branch: DefaultBranch;
}): Promise<RepositoryHead> {
  const { client, mailmaps, told, project, branch } = options;
  const { instance } = client;
  const { name, sha, webUrl } = branch;
  // A page tells the project's path, which is newer than what is remembered of it.
  const now = told.readUrl({
    instance,
    url: project.url,
    told: { page: webUrl },
  });
  return {
    ...describe(instance, project),
    url: now ?? project.url,
    sha,
    branch: name,
    mailmapId: await mailmaps.findId(client, project.id, sha),
  };
}
