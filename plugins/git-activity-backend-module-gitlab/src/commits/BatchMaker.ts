import { CommitBatch } from 'backstage-plugin-git-activity-node';
import { GitlabClient } from '../api/GitlabClient';
import { formatCursor, Place } from './place';

/** Makes batches, and counts what each cost, the questions before the first included. */
export class BatchMaker {
  readonly #client: GitlabClient;
  readonly #total: number | undefined;
  #counted = 0;

  /** @param options - `total` is the number of commits that the new head reaches, if GitLab counts them */
  constructor(options: { client: GitlabClient; total: number | undefined }) {
    this.#client = options.client;
    this.#total = options.total;
  }

  make(
    place: Place,
    content: Partial<Pick<CommitBatch, 'added' | 'removed'>>,
  ): CommitBatch {
    const requests = this.#client.requests - this.#counted;
    this.#counted += requests;
    const cursor = formatCursor(place);
    const total = this.#total;
    return { added: [], removed: [], ...content, cursor, requests, total };
  }
}
