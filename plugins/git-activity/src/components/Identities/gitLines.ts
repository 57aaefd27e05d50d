import { AliasRequest } from 'backstage-plugin-git-activity-common';

/** Whom a merge leads to, as far as it can be written down. */
export interface MergeTarget {
  name: string;
  userEntityRef?: string;
  /** Of a User, the one that the catalog has. */
  email?: string;
}

/** The line of a `.mailmap` that says the same as an alias; undefined if it is not known what address it would lead to. */
export function toMailmap(
  { email, name }: Pick<AliasRequest, 'email' | 'name'>,
  target: MergeTarget,
): string | undefined {
  if (target.email === undefined) {
    return undefined;
  }
  const proper = target.name.replace(/[<>\n]/g, ' ').trim();
  const written = name === undefined ? '' : `${name} `;
  return `${proper} <${target.email}> ${written}<${email}>`;
}

/** The annotation of a User that says the same as an alias; undefined if none can. */
export function toAnnotation(
  { email, name }: Pick<AliasRequest, 'email' | 'name'>,
  target: MergeTarget,
): string | undefined {
  return target.userEntityRef === undefined || name !== undefined
    ? undefined
    : `git-activity/emails: ${email}`;
}
