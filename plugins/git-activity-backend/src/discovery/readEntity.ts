import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogUserRow } from '../ledger/tables';
import { cleanText } from '../ledger/text';
import { normaliseEmail, normaliseLogin } from '../people/identify';

/** Names an entity's repository outright. */
export const ANNOTATION_REPOSITORY = 'git-activity/repository';
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

/** What of an entity has to be fetched. */
export const ENTITY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  `metadata.annotations.${ANNOTATION_REPOSITORY}`,
  `metadata.annotations.${ANNOTATION_SOURCE_LOCATION}`,
  `metadata.annotations.${ANNOTATION_GITHUB_LOGIN}`,
  'spec.profile',
];

/** Where an entity says that its repository is. */
export interface RepositoryHint {
  url: string;
  /** Whether the entity's owner named a repository for us, and so wants to hear if that does not work. */
  explicit: boolean;
}

/** Reads where an entity's repository is, if it has one. */
export function readRepositoryHint(entity: Entity): RepositoryHint | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const named = annotations[ANNOTATION_REPOSITORY];
  if (typeof named === 'string') {
    return { url: named.trim(), explicit: true };
  }
  const location = annotations[ANNOTATION_SOURCE_LOCATION];
  if (
    typeof location !== 'string' ||
    KINDS_WITHOUT_SOURCE.has(entity.kind.toLocaleLowerCase('en-US'))
  ) {
    return undefined;
  }
  return { url: location.replace(/^url:/, '').trim(), explicit: false };
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
