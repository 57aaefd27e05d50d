import { ReferenceSource } from '../ReferenceSource';
import {
  RESUME,
  RESUME_NEW,
  RESUME_REWRITE,
  WHOLE_RESUMED,
} from './behaviours';
import { batches, reading, Flaw } from './Flaw';

export const resumingFlaws: Flaw[] = [
  {
    name: 'begins again where it is to go on',
    change: reading((request, source) =>
      source.readCommits({ ...request, cursor: undefined }),
    ),
    shownBy: [RESUME, RESUME_NEW, RESUME_REWRITE],
  },
  {
    name: 'goes on one commit too late',
    change: reading((request, source) =>
      source.readCommits({
        ...request,
        cursor: request.cursor && `${Number(request.cursor) + 1}`,
      }),
    ),
    shownBy: [RESUME, RESUME_NEW, RESUME_REWRITE, WHOLE_RESUMED],
  },
  {
    name: 'goes on one commit too early',
    change: reading((request, source) =>
      source.readCommits({
        ...request,
        cursor: request.cursor && `${Number(request.cursor) - 1}`,
      }),
    ),
    shownBy: [RESUME, RESUME_NEW, RESUME_REWRITE],
  },
  {
    name: 'forgets what was removed when it goes on',
    change: batches((batch, { cursor }) =>
      cursor === undefined ? batch : { ...batch, removed: [] },
    ),
    shownBy: [RESUME_REWRITE],
  },
  {
    name: 'sends all in one batch',
    change: source => ({
      readCommits: request =>
        new ReferenceSource(source.host).readCommits(request),
    }),
    shownBy: [RESUME],
  },
];
