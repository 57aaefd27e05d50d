import { ReferenceHost } from '../ReferenceHost';
import { MAILMAP, PLACE, EVENT, NO_EVENT } from './behaviours';
import { heads, Flaw } from './Flaw';

export const hintFlaws: Flaw[] = [
  {
    name: 'looks for names in a mailmap letter by letter',
    change: source => ({
      mapAuthors: async options =>
        (await source.mapAuthors(options)).filter(
          ({ author }) => author.email === author.email.toLowerCase(),
        ),
    }),
    shownBy: [MAILMAP],
  },
  {
    name: 'names those too that a mailmap does not change',
    change: source => ({
      mapAuthors: async options => {
        const mapped = await source.mapAuthors(options);
        const known = new Set(mapped.map(({ author }) => author));
        const others = options.authors.filter(author => !known.has(author));
        return [
          ...mapped,
          ...others.map(author => ({ author, mapped: author })),
        ];
      },
    }),
    shownBy: [MAILMAP, 'tells by its id whether a .mailmap has changed'],
  },
  {
    name: 'takes every mailmap for the same',
    change: heads(head =>
      head instanceof Error || !head.mailmapId
        ? head
        : { ...head, mailmapId: '.mailmap' },
    ),
    shownBy: ['tells by its id whether a .mailmap has changed'],
  },
  {
    name: 'shows a commit at an address that is none',
    change: () => ({ getCommitUrl: ({ sha }) => `data:text/plain,${sha}` }),
    shownBy: [PLACE],
  },
  {
    name: 'shows its credential in the address of a commit',
    change: () => ({
      getCommitUrl: ({ sha }) => `https://${ReferenceHost.secret}@x/${sha}`,
    }),
    shownBy: [PLACE],
  },
  {
    name: 'takes an event for another repository',
    change: source => ({
      pushEvents: {
        topics: source.pushEvents.topics,
        findRepository: () => ({ url: source.host.urlOf('project-1') }),
      },
    }),
    shownBy: [EVENT, NO_EVENT],
  },
  {
    name: 'asks the host about an event',
    change: source => ({
      pushEvents: {
        topics: source.pushEvents.topics,
        findRepository: event => {
          source.host.requests++;
          return source.pushEvents.findRepository(event);
        },
      },
    }),
    shownBy: [EVENT],
  },
  {
    name: 'trips over an event that is none',
    change: source => ({
      pushEvents: {
        topics: source.pushEvents.topics,
        findRepository: event => {
          if (!event.payload) {
            throw new TypeError('there is no payload');
          }
          return source.pushEvents.findRepository(event);
        },
      },
    }),
    shownBy: [NO_EVENT],
  },
];
