import {
  accountKey,
  normaliseEmail,
  normaliseName,
  parseNoreplyEmail,
} from './addresses';

/** Whom somebody who may decide it says an author to be. */
export interface Alias {
  /** In any case. Of an account's noreply addresses, one stands for all. */
  email: string;
  /** Only authors of this name; absent for any. */
  name?: string;
  /** The User that they are; absent if they are `sameAs`. */
  userEntityRef?: string;
  /** The address of whoever they are. */
  sameAs?: string;
  rule: AliasRule;
}

/** Who decided: an admin, in the portal or in its configuration; or the User, and then an admin or their host. */
export type AliasRule = 'alias' | 'configuration' | 'claim';

/** Where an alias leads to. */
export interface AliasTarget {
  rule: AliasRule;
  /** Whether it is about one name only, and so about nobody else who uses the address. */
  isNamed: boolean;
  userEntityRef?: string;
  /** The address of whoever it is; absent where the first alias names a User. */
  email?: string;
  /** Whether aliases go round in a circle, so that `email` is but one of those in it. */
  isCircle: boolean;
}

/** What an address is compared as: any case is the same, and so are all noreply addresses of an account. */
export function addressKey(email: string): string {
  const address = normaliseEmail(email);
  const account = parseNoreplyEmail(address);
  return account ? `login:${accountKey(account)}` : `email:${address}`;
}

/** Finds what aliases say of authors. */
export class AliasDirectory {
  readonly #byAddress = new Map<string, Alias>();
  readonly #byName = new Map<string, Alias>();

  /** @param aliases - of several that are about the same authors, the first counts */
  constructor(aliases: Alias[] = []) {
    for (const alias of aliases) {
      const [map, key] =
        alias.name === undefined
          ? [this.#byAddress, addressKey(alias.email)]
          : [this.#byName, nameKey({ ...alias, name: alias.name })];
      if (!map.has(key)) map.set(key, alias);
    }
  }

  /** The Users that aliases lead to. */
  get userEntityRefs(): string[] {
    return this.#all().flatMap(({ userEntityRef }) => userEntityRef ?? []);
  }

  /** The addresses that aliases lead to, as they are compared. */
  get emails(): string[] {
    return this.#all().flatMap(({ sameAs }) =>
      sameAs === undefined ? [] : normaliseEmail(sameAs),
    );
  }

  /** Follows aliases from an author on; undefined if there is none. One about the name comes before one about the address. */
  find(author: { name: string; email: string }): AliasTarget | undefined {
    const first =
      this.#byName.get(nameKey(author)) ??
      this.#byAddress.get(addressKey(author.email));
    if (!first) {
      return undefined;
    }
    const passed = new Map([[addressKey(author.email), author.email]]);
    let alias: Alias | undefined = first;
    let email: string | undefined;
    let isCircle = false;
    while (alias?.sameAs !== undefined) {
      const key = addressKey(alias.sameAs);
      if (passed.has(key)) {
        isCircle = true;
        // Whoever of a circle is asked for, they are the same.
        email = [...passed.values()].map(normaliseEmail).sort()[0];
        break;
      }
      email = alias.sameAs;
      passed.set(key, email);
      alias = this.#byAddress.get(key);
    }
    return {
      rule: first.rule,
      isNamed: first.name !== undefined,
      userEntityRef: alias?.userEntityRef,
      email,
      isCircle,
    };
  }

  #all(): Alias[] {
    return [...this.#byAddress.values(), ...this.#byName.values()];
  }
}

function nameKey({ name, email }: { name: string; email: string }): string {
  return `${addressKey(email)}\n${normaliseName(name)}`;
}
