// `npm test`: see lib/test.mjs. This file is kept so plain that a Node that is too old can still read it and say so.
import { requireNode } from './lib/requireNode.mjs';

if (requireNode()) {
  import('./lib/test.mjs').then(({ test }) => test(process.argv.slice(2)));
}
