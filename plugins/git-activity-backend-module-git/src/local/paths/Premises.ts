import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { Disk } from '../disk/Disk';
import { isWithin } from '../disk/mounts';

/** As many as the system itself follows. */
const MAX_LINKS = 40;

const MISSING = Symbol('missing');

/** A path that leads out of the premises. */
export class OffPremisesError extends Error {
  /** Where it leads, as far as that is known without looking. */
  readonly path: string;

  constructor(path: string) {
    super(`${path} is not below the roots`);
    this.path = path;
  }
}

/**
 * The folders that may be read, as they are at one moment, and all that is below them: nothing else is ever looked at, not even to see
 * whether it exists.
 */
export class Premises {
  readonly #disk: Disk;
  /** By each root as it is called and as it really is: what it really is. */
  readonly #roots: Map<string, string>;
  /** What was looked at already: this is about one moment. */
  readonly #seen = new Map<string, string | typeof MISSING | undefined>();

  private constructor(disk: Disk, roots: Map<string, string>) {
    this.#disk = disk;
    this.#roots = roots;
  }

  /** @param roots - absolute paths; one that cannot be looked at now is taken for what it is called */
  static async of(disk: Disk, roots: string[]): Promise<Premises> {
    const known = new Map<string, string>();
    await Promise.all(
      roots.map(async root => {
        const real = await disk.resolveAnywhere(root).catch(() => undefined);
        known.set(root, real ?? root).set(real ?? root, real ?? root);
      }),
    );
    return new Premises(disk, known);
  }

  /**
   * Follows all links of a path, one step at a time as the system would. Of what is missing, or may not be looked at, the rest stays
   * as it is.
   *
   * @param path - absolute
   * @throws OffPremisesError before anything else is looked at
   */
  async resolve(path: string): Promise<string> {
    let links = 0;
    let rest = partsOf(path);
    let current: string = sep;
    while (rest.length > 0) {
      const [part, ...others] = rest;
      if (part === '..' && !this.#isReal(current)) {
        throw new OffPremisesError(resolve(current, ...rest));
      }
      const next = part === '..' ? dirname(current) : join(current, part);
      rest = others;
      const root = this.#roots.get(next);
      if (root !== undefined) {
        current = root;
      } else if (this.#leadsToRoot(next)) {
        current = next;
      } else if (!this.#isInside(next)) {
        throw new OffPremisesError(resolve(next, ...rest));
      } else {
        const target = part === '..' ? undefined : await this.#look(next);
        if (target === undefined) {
          current = next;
        } else if (target === MISSING || ++links > MAX_LINKS) {
          return this.#assertInside(resolve(next, ...rest));
        } else {
          rest = [...partsOf(target), ...rest];
          current = isAbsolute(target) ? sep : current;
        }
      }
    }
    return this.#assertInside(current);
  }

  async #look(path: string): Promise<string | typeof MISSING | undefined> {
    if (!this.#seen.has(path)) {
      this.#seen.set(path, await this.#follow(path));
    }
    return this.#seen.get(path);
  }

  /** @returns where a link leads; undefined if it is none */
  async #follow(path: string): Promise<string | typeof MISSING | undefined> {
    try {
      const kind = await this.#disk.kindOf(path);
      if (kind === 'link') {
        return (await this.#disk.readLink(path)) ?? MISSING;
      }
      return kind === undefined ? MISSING : undefined;
    } catch (error) {
      if (error instanceof CommitSourceError && error.kind === 'forbidden') {
        return MISSING;
      }
      throw error;
    }
  }

  /** Whether it is a folder above a root, of which nothing is read. */
  #leadsToRoot(path: string): boolean {
    return [...this.#roots.keys()].some(root => isWithin(root, path));
  }

  /** Whether a folder is none that a link above a root could have led to. */
  #isReal(path: string): boolean {
    return [...this.#roots.values()].some(
      root => isWithin(path, root) || isWithin(root, path),
    );
  }

  #isInside(path: string): boolean {
    return [...this.#roots.values()].some(root => isWithin(path, root));
  }

  #assertInside(path: string): string {
    if (!this.#isInside(path)) {
      throw new OffPremisesError(path);
    }
    return path;
  }
}

function partsOf(path: string): string[] {
  return path.split(sep).filter(part => part !== '' && part !== '.');
}
