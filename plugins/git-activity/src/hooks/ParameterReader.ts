const MOST_VALUES = 100;

/** A parameter of a page's address that nothing could be made of. */
export interface UnreadParameter {
  name: string;
  value: string;
}

/** Reads parameters, and remembers those that it could not make sense of. */
export class ParameterReader {
  readonly unread: UnreadParameter[] = [];
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams) {
    this.#parameters = parameters;
  }

  raw(name: string): string {
    return this.#parameters.get(name) ?? '';
  }

  reject(name: string, value: string): void {
    this.unread.push({ name, value });
  }

  read<T>(name: string, parse: (value: string) => T | undefined) {
    const value = this.#parameters.get(name);
    const parsed = value === null ? undefined : parse(value);
    if (value !== null && parsed === undefined) {
      this.reject(name, value);
    }
    return parsed;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    return this.read(name, value => choices.find(choice => choice === value));
  }

  list(names: string[], isValid: (value: string) => boolean): string[] {
    const values = new Set<string>();
    for (const name of names) {
      for (const value of this.#parameters.getAll(name)) {
        if (isValid(value) && values.size < MOST_VALUES) {
          values.add(value);
        } else if (!values.has(value)) {
          this.reject(name, value);
        }
      }
    }
    return [...values];
  }
}
