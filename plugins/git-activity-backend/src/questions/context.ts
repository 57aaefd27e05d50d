import { Knex } from 'knex';
import { Access, SelectionRequest } from '../access/Access';
import { CatalogCallers, VisibilityCatalog } from '../access/VisibleEntities';
import { Counter } from '../counting/Counter';

/** Tells where a host shows a commit, if it does. */
export type FindCommitUrl = (commit: {
  sha: string;
  repository: { url: string; externalId?: string; sourceId: string };
}) => string | undefined;

/** What questions are answered with. */
export interface QuestionContext {
  database: Knex;
  access: Access;
  counter: Counter;
  /** `author` or an IANA zone. */
  dayBasis: string;
  findCommitUrl: FindCommitUrl;
}

/** Gathers what questions are answered with. */
export function createQuestionContext(
  options: Pick<QuestionContext, 'database' | 'dayBasis' | 'findCommitUrl'> & {
    catalog: VisibilityCatalog;
    auth: CatalogCallers;
  },
): QuestionContext {
  const { database, dayBasis, findCommitUrl, catalog, auth } = options;
  return {
    database,
    dayBasis,
    findCommitUrl,
    access: new Access({ database, catalog, auth }),
    counter: new Counter(),
  };
}

/** The filters that every question about commits takes, as they stand in the request. */
export interface CommitQuery extends SelectionRequest {
  from?: string;
  to?: string;
  merges?: 'exclude' | 'include';
  bots?: 'exclude' | 'include';
}
