import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';
import type { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';

/** What a revision expression comes to. */
export interface GitObject {
  sha: string;
  type: string;
  size: number;
}

/** What was found out while the refs were in one state. */
interface Findings {
  state: string;
  objects: Map<string, GitObject>;
  names?: string[];
}

/** Files as young as this may change once more without looking any different. */
const SETTLED_AFTER_MS = 100;

const MENTIONS_SHA = /[0-9a-f]{40}/;

/**
 * Tells what names point to now. Starting git takes far longer than looking whether any ref has changed, so that what git said holds
 * as long as none has.
 */
export class Refs {
  readonly #repository: TestRepository;
  #findings: Findings = { state: '', objects: new Map() };
  #question?: {
    expressions: string[];
    answers: Promise<Array<GitObject | undefined>>;
  };

  constructor(repository: TestRepository) {
    this.#repository = repository;
  }

  /** The branch that HEAD names, whether it exists or not; undefined if HEAD is detached. */
  async defaultBranch(): Promise<string | undefined> {
    const head = await readFile(
      path.join(await this.#gitDir(), 'HEAD'),
      'utf8',
    );
    return /^ref: refs\/heads\/(.+)\n/.exec(head)?.[1];
  }

  /** What a revision expression names. All that is asked in one go costs one process at most. */
  async find(expression: string): Promise<GitObject | undefined> {
    if (/[\n\0]/.test(expression) || expression === '') {
      return undefined;
    }
    if (!this.#question) {
      const expressions: string[] = [];
      const answers = new Promise(resolve => setImmediate(resolve)).then(() => {
        this.#question = undefined;
        return this.#answer(expressions);
      });
      this.#question = { expressions, answers };
    }
    const { expressions, answers } = this.#question;
    const index = expressions.push(expression) - 1;
    return (await answers)[index];
  }

  /** The SHA of the commit that an expression comes to, tags peeled. */
  async findCommit(expression: string): Promise<string | undefined> {
    const object = await this.find(`${expression}^{commit}`);
    return object?.type === 'commit' ? object.sha : undefined;
  }

  /** Whether there is no branch at all. */
  async isEmpty(): Promise<boolean> {
    const head = await this.find('HEAD');
    return !head && (await this.list('refs/heads/')).length === 0;
  }

  /** Full names of refs below a prefix such as `refs/heads/`, sorted. */
  async list(prefix: string): Promise<string[]> {
    const findings = await this.#currentFindings();
    findings.names ??= (
      await this.#git(['for-each-ref', '--format=%(refname)'])
    ).split('\n');
    return findings.names.filter(
      name => name !== '' && name.startsWith(prefix),
    );
  }

  async #answer(expressions: string[]): Promise<Array<GitObject | undefined>> {
    const { objects } = await this.#currentFindings();
    const unknown = [...new Set(expressions)].filter(one => !objects.has(one));
    const found = new Map<string, GitObject>();
    if (unknown.length > 0) {
      const output = await this.#git(
        ['cat-file', '--batch-check'],
        unknown.map(expression => `${expression}\n`).join(''),
      );
      const lines = output.split('\n');
      unknown.forEach((expression, index) => {
        const object = readObject(lines[index]);
        found.set(expression, object);
        // An object that is missing may be written without any ref to it.
        if (object.type !== '' || !MENTIONS_SHA.test(expression)) {
          objects.set(expression, object);
        }
      });
    }
    return expressions.map(expression => {
      const object = objects.get(expression) ?? found.get(expression);
      return object?.type ? object : undefined;
    });
  }

  async #currentFindings(): Promise<Findings> {
    const { state, changedAt } = await readState(await this.#gitDir());
    const settled = Date.now() - changedAt > SETTLED_AFTER_MS;
    if (state !== this.#findings.state || !settled) {
      this.#findings = { state: settled ? state : '', objects: new Map() };
    }
    return this.#findings;
  }

  async #gitDir(): Promise<string> {
    const inner = path.join(this.#repository.path, '.git');
    const isWorkTree = await stat(inner).catch(() => undefined);
    return isWorkTree ? inner : this.#repository.path;
  }

  async #git(args: string[], input?: string): Promise<string> {
    const { path: dir } = this.#repository;
    return (await runTestGit({ dir, args, input })).toString('utf8');
  }
}

/** @returns an object without a type for one that is missing */
function readObject(line: string): GitObject {
  const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line);
  return match
    ? { sha: match[1], type: match[2], size: Number(match[3]) }
    : { sha: '', type: '', size: 0 };
}

/** Git replaces files to change a ref, which shows in the folder. */
async function readState(
  gitDir: string,
): Promise<{ state: string; changedAt: number }> {
  const parts = [await readFile(path.join(gitDir, 'HEAD'), 'utf8')];
  let changedAt = 0;
  const look = async (place: string) => {
    const seen = await stat(place, { bigint: true }).catch(() => undefined);
    parts.push(`${place} ${seen?.mtimeNs} ${seen?.size} ${seen?.ino}`);
    changedAt = Math.max(changedAt, Number(seen?.mtimeMs ?? 0));
    const entries = seen?.isDirectory()
      ? await readdir(place, { withFileTypes: true }).catch(() => [])
      : [];
    for (const entry of entries) {
      await look(path.join(place, entry.name));
    }
  };
  await look(path.join(gitDir, 'HEAD'));
  await look(path.join(gitDir, 'packed-refs'));
  await look(path.join(gitDir, 'refs'));
  return { state: parts.join('\n'), changedAt };
}
