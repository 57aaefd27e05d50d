/** See sample.mjs. */
export function prepareSample(options: {
  folder: string;
  now?: Date;
}): Promise<{ catalog: string; roots: string[]; expected: number }>;
