// `npm start`: see lib/start.mjs. This file is kept so plain that a Node that is too old can still read it and say so.
import { requireNode } from './lib/requireNode.mjs';

if (requireNode()) {
  import('./lib/start.mjs').then(({ start }) => start(process.argv.slice(2)));
}
