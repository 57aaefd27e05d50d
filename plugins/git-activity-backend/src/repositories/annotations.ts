import { ANNOTATION_SOURCE_LOCATION } from '@backstage/catalog-model';

/** Names an entity's repository outright. */
export const ANNOTATION_REPOSITORY = 'git-activity/repository';
/** Name a repository on the public site of a host, for want of anything that names the host, too. */
export const ANNOTATIONS_PROJECT_SLUG = [
  { annotation: 'github.com/project-slug', site: 'https://github.com' },
  { annotation: 'gitlab.com/project-slug', site: 'https://gitlab.com' },
];

/** Those that say where a repository is. */
export const REPOSITORY_ANNOTATIONS = [
  ANNOTATION_REPOSITORY,
  ANNOTATION_SOURCE_LOCATION,
  ...ANNOTATIONS_PROJECT_SLUG.map(({ annotation }) => annotation),
];
