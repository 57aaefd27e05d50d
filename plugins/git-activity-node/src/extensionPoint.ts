import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { CommitSource } from './CommitSource';

/**
 * Where modules register the sources that commits are read from.
 *
 * @public
 */
export interface GitActivitySourcesExtensionPoint {
  /**
   * Adds a source. Sources are asked in the order of their `priority`, highest first, and the first that resolves a URL
   * serves it; a source for one host asks for more than the default of 0.
   */
  addSource(source: CommitSource, options?: { priority?: number }): void;
}

/**
 * The extension point through which modules of `git-activity` register sources.
 *
 * @public
 */
export const gitActivitySourcesExtensionPoint =
  createExtensionPoint<GitActivitySourcesExtensionPoint>({
    id: 'git-activity.sources',
  });
