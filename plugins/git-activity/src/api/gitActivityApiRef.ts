import { createApiRef } from '@backstage/core-plugin-api';
import { GitActivityApi } from 'backstage-plugin-git-activity-common';

/** The API through which the plugin reads commit activity; a `GitActivityClient` unless replaced. @public */
export const gitActivityApiRef = createApiRef<GitActivityApi>({
  id: 'plugin.git-activity.service',
});
