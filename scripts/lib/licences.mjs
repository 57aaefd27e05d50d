import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** Licences whose works may be used and passed on beside one that is under Apache-2.0, by their SPDX names. */
const COMPATIBLE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
]);

/** Packages whose manifest is silent, and where their licence was read instead. */
const READ_ELSEWHERE = {
  // In its LICENSE.
  'fast-shallow-equal@1.0.0': 'Unlicense',
  // In its README.
  'pause@0.0.1': 'MIT',
  // In its LICENSE.
  'react-universal-interface@0.6.2': 'Unlicense',
};

/** What a manifest says, as an SPDX expression; older ones list several, of which anyone may choose. */
function licenceOf({ name, version, license, licenses }) {
  const said = [licenses ?? license ?? []].flat();
  return said.length > 0
    ? said.map(one => one.type ?? one).join(' OR ')
    : READ_ELSEWHERE[`${name}@${version}`];
}

/** Whether an SPDX expression leaves a choice that is compatible. One that nests deeper than any we met is not understood, and is not. */
function isCompatible(expression) {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some(choice => choice.split(' AND ').every(name => COMPATIBLE.has(name)));
}

async function readManifest(folder) {
  const text = await readFile(path.join(folder, 'package.json'), 'utf8');
  return JSON.parse(text);
}

/** Where Node finds a package from a folder; undefined if it is not installed. */
async function findPackage(name, from) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = path.join(folder, 'node_modules', name);
    const manifest = await readManifest(found).catch(() => undefined);
    if (manifest) return realpath(found);
    if (folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Looks at the licence of packages, of what they depend on, and so on: all that whoever installs them gets.
 *
 * @returns what is wrong with any of them, one line each
 */
export async function checkLicences(folders) {
  const seen = new Set();
  const problems = [];
  const visit = async (folder, user) => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const manifest = await readManifest(folder);
    const { name, version, dependencies, optionalDependencies } = manifest;
    const licence = licenceOf(manifest);
    if (!licence || !isCompatible(licence)) {
      problems.push(
        `${name} ${version}, which ${user} depends on, has ${
          licence ? `the licence ${licence}` : 'no licence in its manifest'
        }`,
      );
    }
    for (const needed of Object.keys({
      ...dependencies,
      ...optionalDependencies,
    })) {
      const found = await findPackage(needed, folder);
      if (found) await visit(found, name);
      else if (!optionalDependencies?.[needed])
        problems.push(`${needed}, which ${name} depends on, is not installed`);
    }
  };
  for (const folder of folders)
    await visit(await realpath(folder), 'the project');
  return problems;
}
