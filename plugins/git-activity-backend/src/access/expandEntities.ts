import {
  EntityRelation,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_HAS_PART,
  RELATION_OWNER_OF,
  RELATION_PARENT_OF,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { VisibleEntities } from './VisibleEntities';

/** What the entities that were asked for stand for. */
export interface ExpandedEntities {
  /** Those behind which repositories may stand. The caller may not see all of them. */
  entities: Set<string>;
  /** User entities among those that were asked for. */
  users: Set<string>;
}

/** A direct part of an entity, and the entities that it stands for. */
export interface EntityPart {
  entityRef: string;
  /** Whether it is the entity itself: what is its own, and not that of a part of it. */
  isOwn: boolean;
  /** Those behind which repositories may stand. The caller may not see all of them. */
  entities: Set<string>;
}

/** How a group is seen: by what it and its sub-groups own, or by who is in them. */
export interface Lens {
  /** `owned` unless given. */
  lens?: 'owned' | 'members';
  /** Whether a group has what its sub-groups have; `include` unless given. */
  subgroups?: 'include' | 'exclude';
}

const KIND_GROUP = 'group';
const KIND_USER = 'user';

/** Kinds that stand for other entities too, and by which relations. */
const RELATIONS_BY_KIND = new Map<string, string[]>([
  ['domain', [RELATION_HAS_PART]],
  ['system', [RELATION_HAS_PART]],
  [KIND_GROUP, [RELATION_OWNER_OF, RELATION_PARENT_OF]],
]);

/**
 * Finds the entities for which others stand: for a domain or system its parts, however deep, and for a group what it and
 * its nested groups own, or the Users who are in these. The parts of an owned system are only the group's if it owns them as well.
 *
 * @throws NotFoundError if the caller cannot see one of the entities
 */
export async function expandEntities(
  entityRefs: string[],
  visibleEntities: VisibleEntities,
  lens: Lens = {},
): Promise<ExpandedEntities> {
  const expanded: ExpandedEntities = { entities: new Set(), users: new Set() };
  const seen = new Set(entityRefs);
  let level = await visibleEntities.getRelations([...seen]);
  for (const entityRef of seen) {
    if (!level.has(entityRef)) {
      throw new NotFoundError(`There is no entity '${entityRef}'`);
    }
    if (kindOf(entityRef) === KIND_USER) {
      expanded.users.add(entityRef);
    } else {
      expanded.entities.add(entityRef);
    }
  }
  // One request for each level; what was seen is not followed again, so that circles end
  while (level.size > 0) {
    const next = new Set<string>();
    const relations = [...level].flatMap(entity => followed(entity, lens));
    for (const { type, targetRef } of relations) {
      if (type === RELATION_HAS_MEMBER) {
        expanded.users.add(targetRef);
        continue;
      }
      expanded.entities.add(targetRef);
      const isFollowed =
        type !== RELATION_OWNER_OF && RELATIONS_BY_KIND.has(kindOf(targetRef));
      if (isFollowed && !seen.has(targetRef)) next.add(targetRef);
    }
    next.forEach(entityRef => seen.add(entityRef));
    level = await visibleEntities.getRelations([...next]);
  }
  return expanded;
}

/** Whether an entity is of a kind that people are in, or one of them. */
export function hasMembers(entityRef: string): boolean {
  return [KIND_GROUP, KIND_USER].includes(kindOf(entityRef));
}

/** Whether an entity is of a kind that has parts. */
export function hasParts(entityRef: string): boolean {
  return RELATIONS_BY_KIND.has(kindOf(entityRef));
}

/**
 * Finds the direct parts of an entity that the caller may see, each with all that is below it: of a group its sub-groups, of a system or
 * domain its parts. What the entity itself stands for, which for a group is what it owns, comes first. Together they stand for what the
 * entity stands for; what several of them own is in each.
 */
export async function findParts(
  entityRef: string,
  visibleEntities: VisibleEntities,
): Promise<EntityPart[]> {
  const own = new Set([entityRef]);
  const targets = new Set<string>();
  const relations = await visibleEntities.getRelations([entityRef]);
  for (const { type, targetRef } of [...relations].flatMap(entity =>
    followed(entity, {}),
  )) {
    (type === RELATION_OWNER_OF ? own : targets).add(targetRef);
  }
  targets.delete(entityRef);
  const visible = await visibleEntities.getRelations([...targets]);
  const parts = [...visible.keys()].map(async ref => ({
    entityRef: ref,
    isOwn: false,
    entities: (await expandEntities([ref], visibleEntities)).entities,
  }));
  return [
    { entityRef, isOwn: true, entities: own },
    ...(await Promise.all(parts)),
  ];
}

function followed(
  [entityRef, relations]: [string, EntityRelation[]],
  { lens, subgroups }: Lens,
): Array<{ type: string; targetRef: string }> {
  const kind = kindOf(entityRef);
  const types = (RELATIONS_BY_KIND.get(kind) ?? []).flatMap(type => {
    if (kind !== KIND_GROUP) return type;
    if (type === RELATION_PARENT_OF && subgroups === 'exclude') return [];
    return type === RELATION_OWNER_OF && lens === 'members'
      ? RELATION_HAS_MEMBER
      : type;
  });
  return relations
    .filter(({ type }) => types.includes(type))
    .map(({ type, targetRef }) => ({
      type,
      targetRef: targetRef.toLowerCase(),
    }));
}

function kindOf(entityRef: string): string {
  return parseEntityRef(entityRef).kind.toLowerCase();
}
