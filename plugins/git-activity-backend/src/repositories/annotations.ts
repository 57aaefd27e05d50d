import { ANNOTATION_SOURCE_LOCATION } from '@backstage/catalog-model';

/** Names an entity's repository outright. */
export const ANNOTATION_REPOSITORY = 'git-activity/repository';
/** Names the folders in the repository in which an entity lives. */
export const ANNOTATION_PATH = 'git-activity/path';
/** Name a repository on the public site of a host, for want of anything that names the host, too. */
export const ANNOTATIONS_PROJECT_SLUG = [
  { annotation: 'github.com/project-slug', site: 'https://github.com' },
  { annotation: 'gitlab.com/project-slug', site: 'https://gitlab.com' },
];

/** Those that say where a repository is, or where in it. */
export const REPOSITORY_ANNOTATIONS = [
  ANNOTATION_REPOSITORY,
  ANNOTATION_SOURCE_LOCATION,
  ...ANNOTATIONS_PROJECT_SLUG.map(({ annotation }) => annotation),
  ANNOTATION_PATH,
];
