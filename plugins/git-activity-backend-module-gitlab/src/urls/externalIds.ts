import { GitlabInstance } from '../instances';

/** GitLab's id of a project, made unique among hosts. */
export function formatExternalId(
  instance: GitlabInstance,
  projectId: number,
): string {
  return `${instance.host}/${projectId}`;
}

/** @returns GitLab's id, unless it is one of another instance */
export function readExternalId(
  instance: GitlabInstance,
  externalId: string | undefined,
): number | undefined {
  const prefix = `${instance.host}/`;
  const digits = externalId?.startsWith(prefix)
    ? externalId.slice(prefix.length)
    : '';
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : undefined;
}
