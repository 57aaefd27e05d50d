import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { SEVERAL, MANY, LIFE, GONE } from './behaviours';
import { heads, Flaw } from './Flaw';

export const headFlaws: Flaw[] = [
  {
    name: 'answers in another order',
    change: source => ({
      getHeads: async options => (await source.getHeads(options)).reverse(),
    }),
    shownBy: [SEVERAL, MANY],
  },
  {
    name: 'tells early in another order',
    change: source => ({
      getHeads: async options => {
        const all = await source.getHeads(options);
        all.forEach((head, index) =>
          options.onHead?.(all.length - 1 - index, head),
        );
        return all;
      },
    }),
    shownBy: [SEVERAL, MANY],
  },
  {
    name: 'lets the trouble of one repository be that of all',
    change: source => ({
      getHeads: async options => {
        const all = await source.getHeads(options);
        const trouble = all.find(head => head instanceof Error);
        return all.map(head => trouble ?? head);
      },
    }),
    shownBy: [SEVERAL],
  },
  {
    name: 'takes a missing repository for an empty one',
    change: heads(head => (head instanceof Error ? {} : head)),
    shownBy: [SEVERAL, GONE],
  },
  {
    name: 'answers for the first hundred only',
    change: source => ({
      getHeads: async options => (await source.getHeads(options)).slice(0, 100),
    }),
    shownBy: [MANY],
  },
  {
    name: 'asks for nothing with an error',
    change: source => ({
      getHeads: async options => {
        if (options.repositories.length === 0) {
          throw new Error('an empty query');
        }
        return source.getHeads(options);
      },
    }),
    shownBy: ['asks about no repositories without any trouble'],
  },
  {
    name: 'takes an empty repository for trouble',
    change: heads(head =>
      'sha' in head && !head.sha
        ? new CommitSourceError('broken', 'empty')
        : head,
    ),
    shownBy: [SEVERAL, LIFE],
  },
  {
    name: 'says of a whole history that it is cut off',
    change: heads(head =>
      head instanceof Error ? head : { ...head, cutId: 'root' },
    ),
    shownBy: [SEVERAL],
  },
  {
    name: 'always counts the same branch',
    change: heads(head =>
      head instanceof Error ? head : { ...head, branch: 'main' },
    ),
    shownBy: ['follows the branch that counts when it is another one'],
  },
];
