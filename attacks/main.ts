import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Arena } from './Arena';
import { Attack, ENGINES, Engine } from './Attack';
import { attacks as access } from './access';
import { attacks as bounds } from './bounds';
import { attacks as commits } from './commits';
import { attacks as everything } from './everything';
import { attacks as hanging } from './hanging';
import { attacks as replicas } from './replicas';

const ATTACKS = [
  ...commits,
  ...bounds,
  ...hanging,
  ...replicas,
  ...access,
  ...everything,
];

/** Nothing in a request or a sync may hold the event loop for longer; what does is set in bold. */
const MOST_HELD_MS = 50;

/** No busy machine explains this any more. */
const FAR_TOO_LONG_MS = 500;

/** How many characters of the portals' logs tell why one did not stand an attack. */
const MOST_LOG = 5_000;

async function runAttack(options: {
  attack: Attack;
  engine: Engine;
  folder: string;
}): Promise<boolean> {
  const { attack, engine, folder } = options;
  await mkdir(folder);
  const arena = new Arena({ engine, folder });
  let outcome: string;
  let withstood = true;
  let strain = { heldMs: 0, memoryMb: 0 };
  try {
    outcome = await attack.run(arena);
    strain = await arena.strain();
    withstood = strain.heldMs < FAR_TOO_LONG_MS;
  } catch (error) {
    withstood = false;
    outcome = error instanceof Error ? error.message : String(error);
    process.stderr.write(arena.log.slice(-MOST_LOG));
  } finally {
    await arena.close();
  }
  const held = `${Math.round(strain.heldMs)} ms`;
  const cells = [
    attack.name,
    engine,
    `${withstood ? '✓' : '✗'} ${outcome.replaceAll(/\s+/g, ' ')}`,
    strain.heldMs > MOST_HELD_MS ? `**${held}**` : held,
    `${Math.round(strain.memoryMb)} MB`,
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
  return withstood;
}

/** Runs the attacks whose names hold one of the arguments, or all; with `--quick`, only those that take seconds. */
async function main(args: string[]): Promise<number> {
  const parts = args.filter(arg => !arg.startsWith('--'));
  const chosen = ATTACKS.filter(
    ({ name, quick }) =>
      (quick || !args.includes('--quick')) &&
      (parts.length === 0 || parts.some(part => name.includes(part))),
  );
  const folder = await mkdtemp(path.join(os.tmpdir(), 'git-activity-attacks-'));
  process.stdout.write(
    '| attack | database | what happened | event loop held | memory |\n|---|---|---|---|---|\n',
  );
  let [passed, failed] = [0, 0];
  try {
    for (const attack of chosen) {
      for (const engine of attack.engines ?? ENGINES) {
        const own = path.join(folder, String(passed + failed));
        const withstood = await runAttack({ attack, engine, folder: own });
        if (withstood) passed++;
        else failed++;
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
