import { parseEntityRef } from '@backstage/catalog-model';
import { AllowedUrls } from '../config';

/** Tells which repositories entities may have: whoever may register one can name whatever the portal's credentials reach. */
export class AllowedRepositories {
  readonly #rules: AllowedUrls[] | undefined;

  /** @param rules - absent if entities may have any repository */
  constructor(rules: AllowedUrls[] | undefined) {
    this.#rules = rules;
  }

  /** @param url - canonical */
  isAllowed(entityRef: string, url: string): boolean {
    if (!this.#rules) {
      return true;
    }
    const { kind, namespace } = parseEntityRef(entityRef);
    return this.#rules.some(
      ({ kinds, namespaces, urls }) =>
        isOneOf(kind, kinds) &&
        isOneOf(namespace, namespaces) &&
        urls.some(above => isBelow(url, above)),
    );
  }
}

/** Says what is refused, and by which setting. */
export function explainRefusal(entityRef: string, what: string): string {
  const { kind, namespace } = parseEntityRef(entityRef);
  return `gitActivity.repositories.allow lets no ${kind} of the namespace ${namespace} have ${what}`;
}

function isOneOf(value: string, allowed: string[] | undefined): boolean {
  return (
    allowed === undefined ||
    allowed.some(one => one.toLowerCase() === value.toLowerCase())
  );
}

/** A URL is below another one if that ends where a part of its path does. Hosts take any case for the same; file systems need not. */
function isBelow(url: string, above: string): boolean {
  const [inside, outside] = url.startsWith('file:')
    ? [url, above]
    : [url.toLowerCase(), above.toLowerCase()];
  return inside === outside || inside.startsWith(`${outside}/`);
}
