import { english } from './english';
import german from './german';

/** What messages call the texts that they are filled with. */
const placeholdersOf = (message: string) =>
  [...message.matchAll(/\{\{([^}]*)\}\}/g)].map(([, name]) => name);

const plural = /_(one|other)$/;

describe('German', () => {
  it('says everything that English says', () => {
    expect(Object.keys(german)).toEqual(Object.keys(english));
    expect(Object.values(german)).not.toContain('');
  });

  it.each(Object.entries(english))(
    'fills nothing into %s that is not there',
    (key, message) => {
      const known = placeholdersOf(message);
      for (const name of placeholdersOf(german[key as keyof typeof english])) {
        expect(known).toContain(name);
      }
    },
  );
});

it('knows one and many of everything that is counted', () => {
  const keys = Object.keys(english).filter(key => plural.test(key));
  const counted = new Set(keys.map(key => key.replace(plural, '')));
  expect(new Set(keys)).toEqual(
    new Set([...counted].flatMap(key => [`${key}_one`, `${key}_other`])),
  );
});
