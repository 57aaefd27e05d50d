import { ReferenceHost } from '../ReferenceHost';
import {
  UNKNOWN,
  SEVERAL,
  RENAMED,
  GONE,
  PRIVATE,
  WAITS,
  LIMIT,
} from './behaviours';
import { heads, kindIs, reading, troubles, Flaw } from './Flaw';

export const changeFlaws: Flaw[] = [
  {
    name: 'does not tell that a repository has moved',
    change: heads(head =>
      head instanceof Error ? head : { ...head, url: undefined },
    ),
    shownBy: [RENAMED],
  },
  {
    name: 'takes the name for the id',
    change: heads(head =>
      head instanceof Error ? head : { ...head, externalId: head.url },
    ),
    shownBy: [RENAMED],
  },
  {
    name: 'gives all repositories one id',
    change: heads(head =>
      head instanceof Error ? head : { ...head, externalId: '1' },
    ),
    shownBy: [SEVERAL],
  },
  {
    name: 'does not tell what is archived',
    change: heads(head =>
      head instanceof Error ? head : { ...head, archived: undefined },
    ),
    shownBy: ['tells which repository is archived, and reads it still'],
  },
  {
    name: 'takes a repository that was removed for trouble of the host',
    change: kindIs('try-later'),
    shownBy: [GONE, PRIVATE],
  },
  {
    name: 'takes trouble of the host for that of the repository',
    change: kindIs('broken'),
    shownBy: [WAITS, LIMIT],
  },
  {
    name: 'throws errors of its own',
    change: troubles(error => new Error(error.message)),
    shownBy: [PRIVATE, UNKNOWN, SEVERAL],
  },
  {
    name: 'shows its credential in an error',
    change: troubles(error =>
      Object.assign(error, { request: { token: ReferenceHost.secret } }),
    ),
    shownBy: [GONE, WAITS, LIMIT],
  },
  {
    name: 'does not tell until when it is held back',
    change: kindIs('rate-limited'),
    shownBy: [LIMIT],
  },
  {
    name: 'takes everything away from a host in trouble',
    change: reading(async function* changed(request, source) {
      try {
        yield* source.readCommits(request);
      } catch (error) {
        yield { added: [], removed: [request.to], cursor: '', requests: 1 };
      }
    }),
    shownBy: [GONE, WAITS],
  },
  {
    name: 'never tries a host again that was in trouble',
    change: source => {
      let lost: unknown;
      return {
        getHeads: async options => {
          if (lost) {
            throw lost;
          }
          const all = await source.getHeads(options);
          lost = all.find(head => head instanceof Error);
          return all;
        },
      };
    },
    shownBy: ['reads on once the host is out of trouble'],
  },
];
