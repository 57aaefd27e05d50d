import { NOT_BEGIN, BETWEEN, SILENT } from './behaviours';
import { NONE, reading, Flaw } from './Flaw';

export const stoppingFlaws: Flaw[] = [
  {
    name: 'ends quietly when it is stopped',
    change: source => ({
      getHeads: async options =>
        options.signal.aborted ? [] : source.getHeads(options),
      async *readCommits(request) {
        try {
          yield* source.readCommits(request);
        } catch (error) {
          if (!request.signal.aborted) {
            throw error;
          }
        }
      },
      mapAuthors: async options =>
        options.signal.aborted ? [] : source.mapAuthors(options),
    }),
    shownBy: [
      NOT_BEGIN,
      BETWEEN,
      SILENT,
      'does not begin to map authors when it is stopped already',
    ],
  },
  {
    name: 'hides the reason of being stopped',
    change: reading(async function* changed(request, source) {
      try {
        yield* source.readCommits(request);
      } catch (error) {
        throw new Error('aborted', { cause: error });
      }
    }),
    shownBy: [NOT_BEGIN, BETWEEN, SILENT],
  },
  {
    name: 'does not hear that it is to stop',
    change: source => ({
      getHeads: options => source.getHeads({ ...options, signal: NONE }),
      readCommits: request => source.readCommits({ ...request, signal: NONE }),
      mapAuthors: options => source.mapAuthors({ ...options, signal: NONE }),
    }),
    shownBy: [
      NOT_BEGIN,
      BETWEEN,
      SILENT,
      'does not begin to map authors when it is stopped already',
    ],
  },
];
