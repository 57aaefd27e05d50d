export * from './askGit';
export { type GitCommand } from './GitCommand';
export {
  GitExitError,
  GitKilledError,
  GitSilentError,
  isDamage,
  shortenWords,
} from './failures';
export * from './objectNames';
export * from './runGit';
export * from './spawnGit';
