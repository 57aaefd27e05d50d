// What `.ci/run` runs before and after `npm test`: see lib/ci.mjs. This file is kept so plain that a Node that is too old can
// still read it and say so.
import { requireNode } from './lib/requireNode.mjs';

if (requireNode()) {
  import('./lib/ci.mjs').then(({ ci }) => ci(process.argv[2]));
}
