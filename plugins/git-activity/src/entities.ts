import {
  Entity,
  RELATION_HAS_PART,
  RELATION_PARENT_OF,
} from '@backstage/catalog-model';

/** The annotation that names an entity's repository, by URL. @public */
export const GIT_ACTIVITY_REPOSITORY_ANNOTATION = 'git-activity/repository';

/** All annotations that name a repository, or a folder in it, without which its page could not tell what is missing. */
const REPOSITORY_ANNOTATIONS = [
  GIT_ACTIVITY_REPOSITORY_ANNOTATION,
  'backstage.io/source-location',
  'github.com/project-slug',
  'gitlab.com/project-slug',
  'git-activity/path',
];

/** Kinds that are made of other entities, whose repositories count for them. */
const COLLECTIVE_KINDS = ['system', 'domain', 'group', 'user'];
/** Kinds that have a repository of their own. */
const COMPONENT_LIKE_KINDS = ['component', 'api', 'resource', 'template'];

/** Whether an entity's repository is its own, and not that of its parts or people. */
export function isComponentLike(entity: Entity): boolean {
  return COMPONENT_LIKE_KINDS.includes(entity.kind.toLocaleLowerCase('en-US'));
}

/** Whether an entity is one that people are in. */
export function isGroup(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'group';
}

/** Whether a group has groups in it. */
export function hasSubgroups(entity: Entity): boolean {
  return (
    isGroup(entity) &&
    entity.relations?.some(({ type }) => type === RELATION_PARENT_OF) === true
  );
}

/** Kinds whose entities have parts with numbers of their own, and the relation that leads to them. */
const PART_RELATIONS = {
  group: RELATION_PARENT_OF,
  domain: RELATION_HAS_PART,
  system: RELATION_HAS_PART,
} as const;

/** A kind whose entities can have parts. */
export type WholeKind = keyof typeof PART_RELATIONS;

/** The kind of an entity that has parts; undefined if it has none. */
export function wholeKindOf(entity: Entity): WholeKind | undefined {
  const kinds = Object.keys(PART_RELATIONS) as WholeKind[];
  const kind = kinds.find(
    one => one === entity.kind.toLocaleLowerCase('en-US'),
  );
  return kind &&
    entity.relations?.some(({ type }) => type === PART_RELATIONS[kind])
    ? kind
    : undefined;
}

/**
 * Whether an entity can have Git activity: systems, domains, groups and users always; components, APIs, resources and
 * templates if an annotation names a repository (its own, the source location, or a GitHub or GitLab project slug) or a folder in one.
 *
 * @public
 */
export function isGitActivityAvailable(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return (
    COLLECTIVE_KINDS.includes(entity.kind.toLocaleLowerCase('en-US')) ||
    (isComponentLike(entity) &&
      REPOSITORY_ANNOTATIONS.some(annotation => annotation in annotations))
  );
}

/** The same as {@link isGitActivityAvailable}, as a predicate that `app-config.yaml` can replace. */
export const gitActivityEntityFilter = {
  $any: [
    { kind: { $in: COLLECTIVE_KINDS } },
    ...REPOSITORY_ANNOTATIONS.map(annotation => ({
      kind: { $in: COMPONENT_LIKE_KINDS },
      [`metadata.annotations.${annotation}`]: { $exists: true },
    })),
  ],
};
