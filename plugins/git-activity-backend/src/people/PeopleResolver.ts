import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import {
  lockPeople,
  PeopleRecords,
  PersonRecord,
  readPeople,
  writePeople,
} from './people';
import { AuthorRow } from '../database/tables';
import { BotMatcher } from './bots';
import { identify, Identity, UserDirectory } from './identify';

/** Decides anew who every author is, after catalog Users, the list of bots or the authors themselves changed. */
export class PeopleResolver {
  readonly #knex: Knex;
  readonly #bots: BotMatcher;
  readonly #logger: LoggerService;
  /** What {@link PeopleResolver.resolve} last left behind. */
  #resolved?: AuthorsState;

  constructor(options: {
    knex: Knex;
    bots: BotMatcher;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#bots = options.bots;
    this.#logger = options.logger;
  }

  async resolve(): Promise<void> {
    await this.#knex.transaction(async trx => {
      await lockPeople(trx);
      const before = await readPeople(trx);
      const after = decidePeople(before, this.#bots);
      if (await writePeople(trx, { before, after })) {
        this.#logger.info(
          `Resolved ${before.authors.length} authors to ${after.length} people`,
        );
      }
      this.#resolved = await readAuthorsState(trx);
    });
  }

  /**
   * What a person is called depends on all its authors, so those that syncs entered, or found to be somebody else, since
   * call for another look.
   */
  async resolveIfAuthorsChanged(): Promise<void> {
    const { newest, version } = await readAuthorsState(this.#knex);
    if (
      newest !== this.#resolved?.newest ||
      version !== this.#resolved.version
    ) {
      await this.resolve();
    }
  }
}

interface AuthorsState {
  /** The highest id. */
  newest: number;
  /** Goes up whenever an author becomes another person. */
  version: number;
}

async function readAuthorsState(knex: Knex): Promise<AuthorsState> {
  const newest = await knex('authors').max({ id: 'id' }).first();
  const people = await knex('ledger_versions')
    .where({ name: 'people' })
    .first('version');
  return { newest: newest?.id ?? 0, version: people?.version ?? 0 };
}

/** Who the people are, from nothing but records, so that every replica and every run comes to the same. */
export function decidePeople(
  records: PeopleRecords,
  bots: BotMatcher,
): PersonRecord[] {
  const users = new UserDirectory(records.users);
  const groups = new Map<
    string,
    Array<{ author: AuthorRow; identity: Identity }>
  >();
  for (const author of records.authors) {
    const identity = identify(author, { users, bots });
    const group = groups.get(identity.key);
    if (group) {
      group.push({ author, identity });
    } else {
      groups.set(identity.key, [{ author, identity }]);
    }
  }
  return [...groups].map(([key, group]) => ({
    key,
    name: chooseName(group, records.commits),
    userEntityRef: group[0].identity.userEntityRef,
    bot: group[0].identity.bot,
    authorIds: group.map(({ author }) => author.id),
  }));
}

/** The name with the most commits; of several, the first by code point. */
function chooseName(
  group: Array<{ author: AuthorRow; identity: Identity }>,
  commits: Map<number, number>,
): string {
  const counts = new Map<string, number>();
  for (const { author, identity } of group) {
    // An author who wrote no name must not turn a person with a name into an email address.
    const count = author.name.trim() ? commits.get(author.id) ?? 0 : -1;
    counts.set(identity.name, (counts.get(identity.name) ?? 0) + count);
  }
  return [...counts].sort(
    ([nameA, countA], [nameB, countB]) =>
      countB - countA || (nameA < nameB ? -1 : 1),
  )[0][0];
}
