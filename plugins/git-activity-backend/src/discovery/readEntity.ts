import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogUserRow } from '../database/tables';
import { cleanText } from '../database/text';
import { normaliseEmail, normaliseLogin } from '../people/identify';

/** Names an entity's repository outright. */
export const ANNOTATION_REPOSITORY = 'git-activity/repository';
/** Name a repository on the public site of a host, for want of anything that names the host, too. */
const ANNOTATIONS_PROJECT_SLUG = [
  { annotation: 'github.com/project-slug', site: 'https://github.com' },
  { annotation: 'gitlab.com/project-slug', site: 'https://gitlab.com' },
];
const PROJECT_SLUG = /^[\w.-]+(\/[\w.-]+)+$/;
const ANNOTATION_GITHUB_LOGIN = 'github.com/user-login';
const MAX_NAME_LENGTH = 255;

/** Kinds that do not live in the repository which describes them. */
const KINDS_WITHOUT_SOURCE = new Set([
  'user',
  'group',
  'system',
  'domain',
  'location',
]);

/** Those that say where a repository is. */
export const REPOSITORY_ANNOTATIONS = [
  ANNOTATION_REPOSITORY,
  ANNOTATION_SOURCE_LOCATION,
  ...ANNOTATIONS_PROJECT_SLUG.map(({ annotation }) => annotation),
];

/** What of an entity has to be fetched. */
export const ENTITY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  ...REPOSITORY_ANNOTATIONS.map(
    annotation => `metadata.annotations.${annotation}`,
  ),
  `metadata.annotations.${ANNOTATION_GITHUB_LOGIN}`,
  'spec.profile',
];

/** Where an entity says that its repository is. */
export interface RepositoryHint {
  url: string;
  /** Whether the entity's owner named a repository for us, and so wants to hear if that does not work. */
  explicit: boolean;
}

/** Reads where an entity's repository may be, the best hint first. */
export function readRepositoryHints(entity: Entity): RepositoryHint[] {
  const annotations = entity.metadata.annotations ?? {};
  const named = annotations[ANNOTATION_REPOSITORY];
  if (typeof named === 'string') {
    return [{ url: named.trim(), explicit: true }];
  }
  return [
    readSourceLocation(entity),
    ...ANNOTATIONS_PROJECT_SLUG.map(({ annotation, site }) => {
      const slug = text(annotations[annotation]);
      return slug && PROJECT_SLUG.test(slug) ? `${site}/${slug}` : undefined;
    }),
  ].flatMap(url => (url === undefined ? [] : [{ url, explicit: false }]));
}

function readSourceLocation(entity: Entity): string | undefined {
  const location = entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
  return typeof location === 'string' &&
    !KINDS_WITHOUT_SOURCE.has(entity.kind.toLocaleLowerCase('en-US'))
    ? location.replace(/^url:/, '').trim()
    : undefined;
}

/** Reads what is needed of a User to tell which authors it is. */
export function readUser(entity: Entity): CatalogUserRow | undefined {
  if (entity.kind.toLocaleLowerCase('en-US') !== 'user') {
    return undefined;
  }
  const profile = Object(entity.spec?.profile) as Record<string, unknown>;
  const login = entity.metadata.annotations?.[ANNOTATION_GITHUB_LOGIN];
  const displayName = text(profile.displayName) ?? entity.metadata.title;
  const email = text(profile.email);
  return {
    entity_ref: stringifyEntityRef(entity),
    name: cleanText(displayName ?? entity.metadata.name, MAX_NAME_LENGTH),
    email: email ? normaliseEmail(email) : null,
    github_login: normaliseLogin(login) ?? null,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}
