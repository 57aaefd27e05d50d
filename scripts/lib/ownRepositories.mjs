import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readGitIdentity } from './git.mjs';
import { spellOut, toName } from './harmless.mjs';
import { findOutsideFolders, findRepository } from './repository.mjs';

/** The catalog's limit for names. */
const LONGEST_NAME = 63;
const API_VERSION = 'backstage.io/v1alpha1';
const TEAM = 'my-team';

/** What a folder is called, without what only git needs. */
function folderName(folder) {
  const name = path.basename(folder);
  if (name === '.git') return path.basename(path.dirname(folder));
  return name.replace(/\.git$/, '');
}

/** The nearest name that the catalog accepts: letters, digits and single separators between them. */
function catalogName(text) {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^A-Za-z0-9]+/g, match => (/^[-_.]$/.test(match) ? match : '-'))
      .slice(0, LONGEST_NAME)
      .replace(/^[-_.]+|[-_.]+$/g, '') || 'repository'
  );
}

/** A name that nothing has yet; the catalog takes no account of case. */
function distinctName(wanted, taken) {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : `-${number}`;
    const name = `${wanted.slice(0, LONGEST_NAME - ending.length)}${ending}`;
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** The folders of the repositories that somebody named, each once, in the order given. */
export async function findRepositories(paths, { relativeTo }) {
  const folders = new Set();
  for (const given of paths) {
    folders.add(await findRepository(given, { relativeTo }));
  }
  return [...folders];
}

/** A short name for a set of repositories; each set has a portal state of its own. */
export function nameOfSet(folders) {
  return createHash('sha256')
    .update([...folders].sort().join('\0'))
    .digest('hex')
    .slice(0, 12);
}

/** A component for each repository, owned by a team whose one member is whoever uses the portal. */
export function componentsOf(folders) {
  const taken = new Set();
  return folders.map(folder => {
    const name = distinctName(catalogName(folderName(folder)), taken);
    return {
      apiVersion: API_VERSION,
      kind: 'Component',
      metadata: {
        name,
        title: toName(folderName(folder), name),
        description: spellOut(folder),
        annotations: { 'git-activity/repository': pathToFileURL(folder).href },
      },
      spec: { type: 'repository', lifecycle: 'production', owner: TEAM },
    };
  });
}

/**
 * The catalog of somebody's own repositories. Guests are whom git's settings name, so that their own page shows their
 * own commits.
 */
export async function describeRepositories(folders) {
  const { name, email } = await readGitIdentity();
  const entities = [
    {
      apiVersion: API_VERSION,
      kind: 'Group',
      metadata: {
        name: TEAM,
        description: 'Owns what this portal was started with',
      },
      spec: { type: 'team', profile: { displayName: 'My team' }, children: [] },
    },
    {
      apiVersion: API_VERSION,
      kind: 'User',
      metadata: { name: 'guest' },
      spec: {
        profile: {
          displayName: toName(name, 'Guest'),
          ...(email.includes('@') ? { email } : {}),
        },
        memberOf: [TEAM],
      },
    },
    ...componentsOf(folders),
  ];
  // JSON is YAML, and no character of a path can break it.
  const catalog = entities
    .map(entity => JSON.stringify(entity))
    .join('\n---\n');
  const roots = new Set(folders);
  for (const folder of folders) {
    for (const outside of await findOutsideFolders(folder)) roots.add(outside);
  }
  return {
    catalog,
    roots: [...roots],
    team: TEAM,
    expected: folders.length,
  };
}
