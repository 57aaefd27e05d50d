import { Knex } from 'knex';
import { Access, SelectionRequest } from '../access/Access';
import { Privacy } from '../access/Privacy';
import { CatalogCallers, VisibilityCatalog } from '../access/VisibleEntities';
import { Counter } from '../counting/Counter';
import { PeopleOrders } from '../people/PeopleOrders';

/** Tells where a host shows a commit, if it does. */
export type FindCommitUrl = (commit: {
  sha: string;
  repository: { url: string; externalId?: string; sourceId: string };
}) => string | undefined;

/** What questions are answered with. */
export interface QuestionContext {
  database: Knex;
  access: Access;
  privacy: Privacy;
  counter: Counter;
  /** `author` or an IANA zone. */
  dayBasis: string;
  findCommitUrl: FindCommitUrl;
  peopleOrders: PeopleOrders;
}

/** Gathers what questions are answered with. */
export function createQuestionContext(
  options: Pick<
    QuestionContext,
    'database' | 'dayBasis' | 'findCommitUrl' | 'privacy'
  > & {
    catalog: VisibilityCatalog;
    auth: CatalogCallers;
  },
): QuestionContext {
  const { database, dayBasis, findCommitUrl, privacy, catalog, auth } = options;
  return {
    database,
    dayBasis,
    findCommitUrl,
    privacy,
    access: new Access({ database, catalog, auth }),
    counter: new Counter(),
    peopleOrders: new PeopleOrders(),
  };
}

/** The filters that every question about commits takes, as they stand in the request. */
export interface CommitQuery extends SelectionRequest {
  from?: string;
  to?: string;
  merges?: 'exclude' | 'include';
  bots?: 'exclude' | 'include';
}
