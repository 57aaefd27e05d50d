import { printable } from 'backstage-plugin-git-activity-common';

/** How much of a path tells repositories apart: their name and whose they are. */
const NAME_SEGMENTS = 2;

/** What people call a repository: the last segments of its URL. */
export function nameOfRepository(url: string): string {
  const path = url
    .replace(/^[a-z+]+:\/\/[^/]*\//i, '')
    .replace(/(\.git)?\/?$/, '');
  const segments = path.split('/').slice(-NAME_SEGMENTS);
  return segments.map(readable).join('/') || url;
}

/** A segment without percent signs, unless they are not an encoding, or one of what does not show. */
function readable(segment: string): string {
  try {
    return printable(decodeURIComponent(segment)) || segment;
  } catch {
    return printable(segment);
  }
}
