import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SCRATCH_REF, fastImportStream } from '../../examples/fastImport.mjs';
import { historyOf } from '../../examples/histories.mjs';
import { repositories as recipes } from '../../examples/organisation.mjs';
import { git } from './git.mjs';
import { Problem } from './problem.mjs';
import { root } from './project.mjs';
import { findOutsideFolders } from './repository.mjs';

const examples = path.join(root, 'examples');

/** Makes one repository, or adds to it what has happened since it was made. */
async function makeRepository({ recipe, folder, until }) {
  const { branch, commits, former } = historyOf({ recipe, recipes, until });
  if (!existsSync(folder)) {
    await git([
      'init',
      '--quiet',
      '--bare',
      '--template=',
      `--initial-branch=${branch}`,
      folder,
    ]);
  }
  if (commits.length === 0) return;
  const input = fastImportStream([
    ...(former ? [former] : []),
    { branch, commits },
  ]);
  await git(['--git-dir', folder, 'fast-import', '--quiet'], { input }).catch(
    error => {
      // A branch on which somebody has committed since is theirs; git leaves it alone and says so.
      if (!/not updating refs\/heads\//i.test(error.words)) {
        throw new Problem(
          `The sample repository ${recipe.name} could not be made: ${error.words}`,
        );
      }
    },
  );
  await git(['--git-dir', folder, 'update-ref', '-d', SCRATCH_REF]);
}

/** Changes when the recipes do; repositories made by other recipes are made anew. */
async function recipesVersion() {
  const hash = createHash('sha256');
  for (const name of (await readdir(examples)).sort()) {
    if (name.endsWith('.mjs'))
      hash.update(await readFile(path.join(examples, name)));
  }
  return hash.digest('hex');
}

/** This checkout as a component of its own portal, and where it is kept; nothing where it is no git repository (an unpacked archive, say). */
async function describeOwn() {
  if (!existsSync(path.join(root, '.git'))) return { entities: [], roots: [] };
  const component = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'git-activity',
      description: 'The project that you are looking at, from its own checkout',
      annotations: { 'git-activity/repository': pathToFileURL(root).href },
    },
    spec: {
      type: 'library',
      lifecycle: 'experimental',
      owner: 'engineering',
    },
  };
  return {
    entities: [component],
    roots: [root, ...(await findOutsideFolders(root))],
  };
}

/**
 * Makes the sample organisation, its repositories and the catalog that describes it, as of a moment.
 *
 * @param folder - where; what is there already is brought up to date
 * @param now - the moment that histories reach up to
 */
export async function prepareSample({ folder, now = new Date() }) {
  const repositories = path.join(folder, 'repositories');
  const versionFile = path.join(folder, 'recipes');
  const version = await recipesVersion();
  const present = await readFile(versionFile, 'utf8').catch(() => undefined);
  if (present !== version) {
    await rm(repositories, { recursive: true, force: true });
  }
  await mkdir(repositories, { recursive: true });
  const until = Math.floor(now.getTime() / 1000);
  for (const recipe of recipes) {
    await makeRepository({
      recipe,
      folder: path.join(repositories, recipe.folder),
      until,
    });
  }
  await writeFile(versionFile, version);
  const template = await readFile(path.join(examples, 'catalog.yaml'), 'utf8');
  const own = await describeOwn();
  const catalog = [
    template.replaceAll(
      'file:///REPOSITORIES/',
      () => `${pathToFileURL(repositories).href}/`,
    ),
    ...own.entities.map(entity => JSON.stringify(entity)),
  ].join('\n---\n');
  return {
    catalog,
    roots: [repositories, ...own.roots],
    expected: recipes.length + own.entities.length,
    // Who comes in is one of them.
    user: 'amara.okafor',
    team: 'team-payments',
  };
}
