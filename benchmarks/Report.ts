import { median } from './measure';

/** Prints what was measured as a table, each figure beside its floor and its bar. */
export class Report {
  #failed = 0;

  heading(text: string): void {
    this.#print(`\n${text}\n`);
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
    this.#row(name, {
      figure: `${median(ratios).toFixed(2)} × ${floorName}`,
      within: median(ratios) <= bar,
      bar: `≤ ${bar} ×`,
      beside: `${median(measured).toFixed(0)} ms beside ${median(floor).toFixed(
        0,
      )} ms`,
    });
  }

  absolute(
    name: string,
    options: { value: number; unit: string; bar?: number; beside: string },
  ): void {
    const { value, unit, bar, beside } = options;
    this.#row(name, {
      figure: `${value.toFixed(1)} ${unit}`,
      within: bar === undefined || value <= bar,
      bar: bar === undefined ? '' : `≤ ${bar} ${unit}`,
      beside,
    });
  }

  /** How many figures missed their bar. */
  get failed(): number {
    return this.#failed;
  }

  #row(
    name: string,
    row: { figure: string; within: boolean; bar: string; beside: string },
  ): void {
    if (!row.within) this.#failed += 1;
    const mark = row.within ? ' ' : '!';
    this.#print(
      `${mark} ${name.padEnd(52)} ${row.figure.padStart(18)}   ${row.bar.padEnd(
        10,
      )} (${row.beside})\n`,
    );
  }

  #print(text: string): void {
    process.stdout.write(text);
  }
}
