import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { EVERYONE_NAMED, PrivacyRules } from '../access/Discretion';
import { Permissions } from '../access/Permissions';
import { Privacy } from '../access/Privacy';
import { VisibilityCatalog } from '../access/VisibleEntities';
import { createQuestionContext, QuestionContext } from '../questions/context';

/** What questions are answered with, for callers who may do anything. */
export function questionsOf(options: {
  database: Knex;
  catalog: VisibilityCatalog;
  privacy?: PrivacyRules;
}): QuestionContext {
  const { privacy = EVERYONE_NAMED, ...rest } = options;
  const auth = mockServices.auth();
  return createQuestionContext({
    ...rest,
    auth,
    dayBasis: 'author',
    findCommitUrl: () => undefined,
    privacy: new Privacy({
      rules: privacy,
      auth,
      permissions: new Permissions({
        permissions: mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }),
      }),
    }),
  });
}
