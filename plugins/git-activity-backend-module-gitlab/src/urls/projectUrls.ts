import {
  CommitSourceError,
  readRemoteUrl,
  RemoteUrl,
} from 'backstage-plugin-git-activity-node';
import { GitlabInstance } from '../instances';

/** What ends a project's path besides `-`: no project or subgroup may have such a name. */
const PAGES_OF_PROJECTS = new Set([
  'badges',
  'blame',
  'blob',
  'builds',
  'commits',
  'create',
  'create_dir',
  'edit',
  'files',
  'find_file',
  'new',
  'preview',
  'raw',
  'refs',
  'tree',
  'update',
  'wikis',
]);

/** A name that GitLab would give to a group or a project, in small letters. */
const NAME = /^[a-z0-9_.][a-z0-9_.-]*$/;
/** A group and a project. */
const MIN_SEGMENTS = 2;
/** GitLab nests groups twenty deep. */
const MAX_SEGMENTS = 21;

/** A project as its URL names it. */
export interface ProjectLocation {
  instance: GitlabInstance;
  /** The canonical URL. */
  url: string;
}

/**
 * Reads which project of which instance a URL names: that of the project, of one of its pages, or of its repository by HTTPS or SSH.
 *
 * @param url - hostile input
 * @returns undefined if it leads to none of the instances
 * @throws CommitSourceError of kind `refused` if it leads to an instance, and to no project
 */
export function locateProject(
  url: string,
  instances: GitlabInstance[],
): ProjectLocation | undefined {
  const remote = readRemoteUrl(url);
  if (!remote) {
    return undefined;
  }
  for (const instance of instances) {
    const path = pathBelow(remote, instance);
    if (path !== undefined) {
      const projectPath = readProjectPath(path, instance);
      return { instance, url: `${instance.baseUrl}/${projectPath}` };
    }
  }
  return undefined;
}

/**
 * The canonical URL of a project by the path of one of its pages, subpath included, as the host itself writes it.
 *
 * @returns undefined if it is none that the URL of an entity could come to
 */
export function canonicalUrl(
  instance: GitlabInstance,
  pathname: string,
): string | undefined {
  const { origin } = new URL(instance.baseUrl);
  try {
    return locateProject(`${origin}${pathname}`, [instance])?.url;
  } catch {
    return undefined;
  }
}

/** The path below an instance; undefined if the URL leads elsewhere. */
function pathBelow(
  remote: RemoteUrl,
  instance: GitlabInstance,
): string | undefined {
  const path = `/${remote.path}`;
  if (remote.protocol === 'ssh') {
    // The port is that of SSH, and SSH knows no subpath.
    const hostname = remote.host.replace(/:\d+$/, '');
    return hostname === instance.hostname ? path : undefined;
  }
  return remote.host === instance.host &&
    path.startsWith(`${instance.subpath}/`)
    ? path.slice(instance.subpath.length)
    : undefined;
}

function readProjectPath(path: string, instance: GitlabInstance): string {
  const segments = path.toLowerCase().split('/').slice(1);
  const end = segments.findIndex(
    (segment, index) =>
      segment === '-' ||
      (index >= MIN_SEGMENTS && PAGES_OF_PROJECTS.has(segment)),
  );
  const names = end === -1 ? segments : segments.slice(0, end);
  const project = names.join('/').replace(/\.git$/, '');
  const count = names.length;
  if (
    count < MIN_SEGMENTS ||
    count > MAX_SEGMENTS ||
    !project.split('/').every(name => NAME.test(name))
  ) {
    throw new CommitSourceError(
      'refused',
      `The URL names no project of the GitLab at ${instance.host}; give one such as ${instance.baseUrl}/group/project.`,
    );
  }
  return project;
}
