import {
  EntityRelation,
  parseEntityRef,
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

const KIND_USER = 'user';

/** Kinds that stand for other entities too, and by which relations. */
const RELATIONS_BY_KIND = new Map<string, string[]>([
  ['domain', [RELATION_HAS_PART]],
  ['system', [RELATION_HAS_PART]],
  ['group', [RELATION_OWNER_OF, RELATION_PARENT_OF]],
]);

/**
 * Finds the entities for which others stand: for a domain or system its parts, however deep, and for a group what it and
 * its nested groups own. The parts of an owned system are only the group's if it owns them as well.
 *
 * @throws NotFoundError if the caller cannot see one of the entities
 */
export async function expandEntities(
  entityRefs: string[],
  visibleEntities: VisibleEntities,
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
    for (const { type, targetRef } of [...level].flatMap(followed)) {
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
  for (const { type, targetRef } of [...relations].flatMap(followed)) {
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

function followed([entityRef, relations]: [string, EntityRelation[]]): Array<{
  type: string;
  targetRef: string;
}> {
  const types = RELATIONS_BY_KIND.get(kindOf(entityRef)) ?? [];
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
