import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { median } from './measure';

interface Row {
  name: string;
  figure: string;
  bar: string;
  within: boolean;
  beside: string;
}

/** Tells what was measured as tables, each figure beside its floor and its bar. */
export class Report {
  #failed = 0;
  /** What the machine had to do for others, as far as it knows. */
  readonly #loadBefore = os.loadavg()[0];
  /** In Markdown. */
  #text = '';

  heading(text: string): void {
    process.stdout.write(`\n${text}\n`);
    this.#text += `\n## ${text}\n\n|     | figure | bar | beside |\n| --- | --- | --- | --- |\n`;
  }

  /** Something to know that is no figure. */
  note(text: string): void {
    process.stdout.write(`  ${text}\n`);
  }

  /** Something measured in turn with its floor; the ratio is that of each pair. */
  ratio(
    name: string,
    options: {
      measured: number[];
      floor: number[];
      floorName: string;
      bar: number;
    },
  ): void {
    const { measured, floor, floorName, bar } = options;
    const ratios = measured.map((value, index) => value / floor[index]);
    this.#row({
      name,
      figure: `${median(ratios).toFixed(2)} × ${floorName}`,
      within: median(ratios) <= bar,
      bar: `≤ ${bar} ×`,
      beside: `${inMilliseconds(median(measured))} beside ${inMilliseconds(
        median(floor),
      )}`,
    });
  }

  absolute(
    name: string,
    options: { value: number; unit: string; bar?: number; beside: string },
  ): void {
    const { value, unit, bar, beside } = options;
    this.#row({
      name,
      figure: `${value.toFixed(1)} ${unit}`,
      within: bar === undefined || value <= bar,
      bar: bar === undefined ? '' : `≤ ${bar} ${unit}`,
      beside,
    });
  }

  /** Tells how it went. */
  end(): void {
    process.stdout.write(`\n${this.#verdict}\n`);
  }

  /** Keeps the tables in a file, with the date and the machine. */
  async save(file: string): Promise<void> {
    const [cpu] = os.cpus();
    const gigabytes = Math.round(os.totalmem() / 1024 ** 3);
    await writeFile(
      file,
      `# The last run\n\n${new Date().toISOString().slice(0, 10)}, ${
        os.cpus().length
      } × ${cpu.model.trim()}, ${gigabytes} GB, Node ${
        process.version
      }, ${os.type()} ${os.release()}; the load before it began was ${this.#loadBefore.toFixed(
        1,
      )}. ${this.#verdict}\n${this.#text}`,
    );
  }

  get #verdict(): string {
    return this.#failed === 0
      ? 'Every figure is within its bar.'
      : `${this.#failed} figures missed their bar, each marked with !`;
  }

  #row({ name, figure, bar, within, beside }: Row): void {
    if (!within) this.#failed += 1;
    const mark = within ? ' ' : '!';
    process.stdout.write(
      `${mark} ${name.padEnd(62)} ${figure.padStart(18)}   ${bar.padEnd(
        10,
      )} (${beside})\n`,
    );
    const shown = within ? figure : `**! ${figure}**`;
    this.#text += `| ${name} | ${shown} | ${bar} | ${beside} |\n`;
  }
}

/** Of what takes a blink, with a digit more. */
function inMilliseconds(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}
