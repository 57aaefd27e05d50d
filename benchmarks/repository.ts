import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';

const AUTHORS = 200;
const MERGE_EVERY = 12;
const CO_AUTHOR_EVERY = 25;
const FIRST_COMMIT_AT = 1_400_000_000; // seconds since 1970
const SECONDS_BETWEEN_COMMITS = 3_600;
const OFFSETS = ['+0000', '-0800', '+0530', '+1300', '+0200'];
const CHUNK_COMMITS = 1_000;

const FILES = 400;
const FILES_PER_FOLDER = 20;
const LINES_PER_FILE = 60;

/** What commits change, as `git fast-import` takes it, by how many there were before. */
export type Changes = (index: number) => string;

/** One of some hundred source files, of which each commit changes one, some lines of it at a time. */
export const sourceFiles: Changes = index => {
  const number = (index * 7919) % FILES;
  const lines = Array.from(
    { length: LINES_PER_FILE },
    (_, line) =>
      `const value${line} = compute(${number}, ${
        line % 10 === index % 10 ? index : line
      });\n`,
  ).join('');
  const folder = Math.floor(number / FILES_PER_FOLDER);
  return `M 100644 inline source/part${folder}/file${number}.ts\ndata ${lines.length}\n${lines}\n`;
};

function commit(index: number, changes: Changes): string {
  const author = (index * 7919) % AUTHORS;
  const seconds = FIRST_COMMIT_AT + index * SECONDS_BETWEEN_COMMITS;
  const when = `${seconds} ${OFFSETS[index % OFFSETS.length]}`;
  const who = `Author ${author} <author${author}@example.com>`;
  const trailer =
    index % CO_AUTHOR_EVERY === 0
      ? `\n\nCo-authored-by: Author ${(author + 1) % AUTHORS} <author${
          (author + 1) % AUTHORS
        }@example.com>\n`
      : '\n';
  const message = `Change number ${index} of a history that is made up${trailer}`;
  const merge =
    index > MERGE_EVERY && index % MERGE_EVERY === 0
      ? `merge :${index - MERGE_EVERY / 2}\n`
      : '';
  return [
    'commit refs/heads/main\n',
    `mark :${index + 1}\n`,
    `author ${who} ${when}\n`,
    `committer ${who} ${when}\n`,
    `data ${Buffer.byteLength(message)}\n${message}`,
    index > 0 ? `from :${index}\n` : '',
    merge,
    changes(index),
    '\n',
  ].join('');
}

/**
 * Makes a bare repository with a history of `commits` commits, the same SHAs every time; they change nothing unless that is asked for,
 * since only clones and folders mind it.
 */
export async function makeRepository(options: {
  directory: string;
  commits: number;
  changes?: Changes;
}): Promise<void> {
  const { changes = () => '' } = options;
  await mkdir(options.directory, { recursive: true });
  await run(options.directory, ['init', '--bare', '-q', '-b', 'main', '.']);
  const importer = spawn('git', ['fast-import', '--quiet'], {
    cwd: options.directory,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const exited = once(importer, 'exit');
  for (let first = 0; first < options.commits; first += CHUNK_COMMITS) {
    const last = Math.min(first + CHUNK_COMMITS, options.commits);
    let chunk = '';
    for (let index = first; index < last; index++) {
      chunk += commit(index, changes);
    }
    if (!importer.stdin.write(chunk)) await once(importer.stdin, 'drain');
  }
  importer.stdin.end();
  const [code] = await exited;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

async function run(cwd: string, args: string[]): Promise<void> {
  const child = spawn('git', args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}`);
}
