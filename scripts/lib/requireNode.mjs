/** The oldest Node that can run these scripts. The portal itself runs on Node 22, which they fetch if need be. */
const OLDEST_NODE = 20;

/** Whether this Node can run the scripts; says so and sets the exit status if it cannot. */
export function requireNode(version = process.versions.node) {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return true;
  console.error(
    'Node ' +
      version +
      ' is too old: install Node ' +
      OLDEST_NODE +
      ' or newer (https://nodejs.org), then try again.',
  );
  process.exitCode = 1;
  return false;
}
