import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { cleanText } from '../database/text';
import {
  accountOfId,
  normaliseEmail,
  normaliseLogin,
} from '../people/addresses';
import { CatalogUser } from '../people/users';
import {
  ANNOTATION_PATH,
  ANNOTATION_REPOSITORY,
  ANNOTATIONS_PROJECT_SLUG,
  REPOSITORY_ANNOTATIONS,
} from '../repositories/annotations';

const PROJECT_SLUG = /^[\w.-]+(\/[\w.-]+)+$/;
/** Addresses of a User beside that of the profile, with commas between them. */
const ANNOTATION_EMAILS = 'git-activity/emails';
/** Whether nothing of a User is told by name. */
const ANNOTATION_OPT_OUT = 'git-activity/opt-out';
const MAX_NAME_LENGTH = 255;
/** GitHub and GitLab number accounts. */
const ACCOUNT_ID = /^\d{1,15}$/;

/** Kinds that do not live in the repository which describes them. */
const KINDS_WITHOUT_SOURCE = new Set([
  'user',
  'group',
  'system',
  'domain',
  'location',
]);

/** Names the account of a User on a host, as `github.com/user-login` does. */
function accountAnnotation(host: string): string {
  return `${host}/user-login`;
}

/** Names the account by the host's own id of it, which stays when its login changes. */
function accountIdAnnotation(host: string): string {
  return `${host}/user-id`;
}

/**
 * What of an entity has to be fetched.
 *
 * @param hosts - whose accounts Users may have
 */
export function entityFields(hosts: string[]): string[] {
  return [
    'kind',
    'metadata.name',
    'metadata.namespace',
    'metadata.title',
    ...[
      ...REPOSITORY_ANNOTATIONS,
      ANNOTATION_EMAILS,
      ANNOTATION_OPT_OUT,
      ...hosts.map(accountAnnotation),
      ...hosts.map(accountIdAnnotation),
    ].map(annotation => `metadata.annotations.${annotation}`),
    'spec.profile',
  ];
}

/** Where an entity says that its repository is. */
export type RepositoryHint =
  | {
      url: string;
      /** The annotation by which the entity's owner named it for us or as a project, and so wants to hear if that does not work. */
      annotation?: string;
    }
  | {
      /** Why what it says cannot be understood. */
      problem: string;
    };

/** Reads where an entity's repository may be, the best hint first. */
export function readRepositoryHints(entity: Entity): RepositoryHint[] {
  const annotations = entity.metadata.annotations ?? {};
  const named = annotations[ANNOTATION_REPOSITORY];
  if (typeof named === 'string') {
    return [{ url: named.trim(), annotation: ANNOTATION_REPOSITORY }];
  }
  const location = readSourceLocation(entity);
  return [
    ...(location === undefined ? [] : [{ url: location }]),
    ...ANNOTATIONS_PROJECT_SLUG.flatMap(({ annotation, site }) => {
      const slug = text(annotations[annotation]);
      return slug === undefined ? [] : [readSlug({ slug, annotation, site })];
    }),
  ];
}

/** Reads what an entity says of the folders in which it lives; undefined if nothing. */
export function readNamedFolders(entity: Entity): string | undefined {
  const named = entity.metadata.annotations?.[ANNOTATION_PATH];
  return typeof named === 'string' ? named : undefined;
}

function readSlug(options: {
  slug: string;
  annotation: string;
  site: string;
}): RepositoryHint {
  const { slug, annotation, site } = options;
  return PROJECT_SLUG.test(slug)
    ? { url: `${site}/${slug}`, annotation }
    : {
        problem: `The annotation ${annotation} must be of the form owner/repository`,
      };
}

function readSourceLocation(entity: Entity): string | undefined {
  const location = entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
  return typeof location === 'string' &&
    !KINDS_WITHOUT_SOURCE.has(entity.kind.toLocaleLowerCase('en-US'))
    ? location.replace(/^url:/, '').trim()
    : undefined;
}

/**
 * Reads what is needed of a User to tell which authors it is.
 *
 * @param hosts - whose accounts Users may have
 */
export function readUser(
  entity: Entity,
  hosts: string[],
): CatalogUser | undefined {
  if (entity.kind.toLocaleLowerCase('en-US') !== 'user') {
    return undefined;
  }
  const annotations = entity.metadata.annotations ?? {};
  const profile = Object(entity.spec?.profile) as Record<string, unknown>;
  const displayName = text(profile.displayName) ?? entity.metadata.title;
  const emails = [
    text(profile.email) ?? '',
    ...(text(annotations[ANNOTATION_EMAILS]) ?? '').split(','),
  ];
  return {
    entityRef: stringifyEntityRef(entity),
    name: cleanText(displayName ?? entity.metadata.name, MAX_NAME_LENGTH),
    emails: [...new Set(emails.map(normaliseEmail))].filter(Boolean),
    optedOut: text(annotations[ANNOTATION_OPT_OUT]) === 'true',
    accounts: hosts.flatMap(host => {
      const login = normaliseLogin(text(annotations[accountAnnotation(host)]));
      const id = text(annotations[accountIdAnnotation(host)]);
      return [
        ...(login === undefined ? [] : [{ host, login }]),
        ...(id !== undefined && ACCOUNT_ID.test(id)
          ? [accountOfId(host, id)]
          : []),
      ];
    }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}
