import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Alias } from './AliasDirectory';
import { isOnesOwnAddress, normaliseEmail } from './addresses';

const KEY = 'gitActivity.people.aliases';
const KEYS = ['emails', 'name', 'user', 'sameAs'];

/**
 * Reads and checks `gitActivity.people.aliases`.
 *
 * @throws InputError that names the key whose value is unusable
 */
export function readConfiguredAliases(config: Config): Alias[] {
  const entries = config.getOptionalConfigArray(KEY) ?? [];
  return entries.flatMap((entry, index) =>
    readEntry(entry, `${KEY}[${index}]`),
  );
}

function readEntry(entry: Config, key: string): Alias[] {
  const unknown = entry.keys().find(name => !KEYS.includes(name));
  if (unknown !== undefined) {
    throw new InputError(`${key}.${unknown} is none of ${KEYS.join(', ')}`);
  }
  const user = entry.getOptionalString('user');
  const sameAs = entry.getOptionalString('sameAs');
  if ((user === undefined) === (sameAs === undefined)) {
    throw new InputError(`${key} must have either user or sameAs`);
  }
  if (sameAs !== undefined && !isOnesOwnAddress(normaliseEmail(sameAs))) {
    throw new InputError(`${key}.sameAs is an address that anybody may have`);
  }
  const emails = entry.getStringArray('emails');
  if (emails.some(email => !normaliseEmail(email).includes('@'))) {
    throw new InputError(`${key}.emails has an entry that is no address`);
  }
  return emails.map(email => ({
    email,
    name: entry.getOptionalString('name'),
    userEntityRef: user && readUserRef(user, `${key}.user`),
    sameAs,
    rule: 'configuration',
  }));
}

function readUserRef(ref: string, key: string): string {
  try {
    const entityRef = parseEntityRef(ref, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
    if (entityRef.kind.toLocaleLowerCase('en-US') === 'user') {
      return stringifyEntityRef(entityRef);
    }
  } catch {
    // Said below, with the key.
  }
  throw new InputError(`${key} is no ref of a User such as user:default/jane`);
}
