import { HOSTILE, SPELLINGS } from './behaviours';
import { NONE, Flaw } from './Flaw';

export const urlFlaws: Flaw[] = [
  {
    name: 'takes a spelling for another repository',
    change: () => ({ resolve: async url => ({ url }) }),
    shownBy: [
      SPELLINGS,
      HOSTILE,
      'leaves the URLs of strangers to other sources',
    ],
  },
  {
    name: 'gives all repositories one URL',
    change: source => ({
      resolve: async url => (await source.resolve(url)) && { url: 'same' },
    }),
    shownBy: [SPELLINGS],
  },
  {
    name: 'leaves a password in a URL',
    change: source => ({
      resolve: async url => {
        const [password] = /\/\/[^/]*@/.exec(url) ?? [];
        const resolved = await source.resolve(url);
        return resolved && password ? { url: password } : resolved;
      },
    }),
    shownBy: ['keeps credentials out of the URL of a repository'],
  },
  {
    name: 'throws something else at a hostile URL',
    change: source => ({
      resolve: async url =>
        URL.canParse(url)
          ? source.resolve(url)
          : Promise.reject(new TypeError()),
    }),
    shownBy: [HOSTILE],
  },
  {
    name: 'quietly mends a hostile URL',
    change: source => ({
      resolve: async url => source.resolve(url.trim().replace(/%0a$/i, '')),
    }),
    shownBy: [HOSTILE],
  },
  {
    name: 'asks the host about a URL',
    change: source => ({
      resolve: async url => {
        const resolved = await source.resolve(url);
        await source.host.find('project-0', NONE);
        return resolved;
      },
    }),
    shownBy: ['resolves URLs without asking the host'],
  },
];
