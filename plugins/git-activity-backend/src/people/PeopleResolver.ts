import { createHash } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { write } from '../database/transactions';
import { readAliases } from './aliases';
import { assignPeople, lockPeople, raisePeopleVersion } from './assignPeople';
import { readAssigned, readStrangersOf } from './authors';
import { PeopleRules, readFacts } from './facts';
import { UserDirectory } from './identify';
import { readUsers } from './users';

/** The row of `ledger_state` that says by which Users and rules everyone was last decided. */
const STATE = 'people_rules';
/** Bounds how long one transaction keeps others from entering authors. */
const PEOPLE_PER_TRANSACTION = 500;

/** Decides anew who people are after catalog Users or the rules changed. */
export class PeopleResolver {
  readonly #knex: Knex;
  readonly #rules: PeopleRules;
  readonly #logger: LoggerService;

  constructor(options: { knex: Knex; logger: LoggerService } & PeopleRules) {
    const { knex, logger, ...rules } = options;
    this.#knex = knex;
    this.#rules = rules;
    this.#logger = logger;
  }

  /**
   * Goes through all people in steps, unless it did so with the same Users and rules before. Whoever is entered meanwhile is
   * decided by them already.
   */
  async resolve(signal: AbortSignal): Promise<void> {
    const users = await readUsers(this.#knex);
    const rules = createHash('sha256')
      .update(
        JSON.stringify([
          users,
          this.#rules.bots.fingerprint,
          await readAliases(this.#knex, this.#rules.aliases),
        ]),
      )
      .digest('base64url');
    const state = await this.#knex('ledger_state')
      .where({ name: STATE })
      .first('value');
    if (state?.value === rules) {
      return;
    }
    const directory = new UserDirectory(users);
    let changed = 0;
    for (let after = 0; ; ) {
      signal.throwIfAborted();
      const people: number[] = await this.#knex('people')
        .where('id', '>', after)
        .whereNull('merged_into')
        .whereNull('user_entity_ref')
        .orderBy('id')
        .limit(PEOPLE_PER_TRANSACTION)
        .pluck('id');
      if (people.length === 0) {
        break;
      }
      after = people[people.length - 1];
      changed += Number(await this.#resolveSome(people, directory));
    }
    await write(this.#knex, async trx => {
      await trx('ledger_state')
        .insert({ name: STATE, value: rules })
        .onConflict('name')
        .merge(['value']);
      // What the catalog calls them may be all that changed.
      await raisePeopleVersion(trx);
    });
    if (changed > 0) {
      this.#logger.info('Decided anew who the authors of commits are');
    }
  }

  /**
   * Decides anew who those are who write some addresses, at once. That everyone is looked at again with the next change of the catalog's is no
   * harm: should this end before its time, it is what mends it.
   *
   * @param emails - as they are compared; of a noreply address, those of the same account are meant, too
   */
  async resolveAddresses(emails: string[]): Promise<void> {
    const people = await readStrangersOf(this.#knex, emails);
    const directory = new UserDirectory(await readUsers(this.#knex));
    for (let at = 0; at < people.length; at += PEOPLE_PER_TRANSACTION) {
      const some = people.slice(at, at + PEOPLE_PER_TRANSACTION);
      await this.#resolveSome(some, directory);
    }
    await write(this.#knex, raisePeopleVersion);
  }

  async #resolveSome(people: number[], users: UserDirectory): Promise<boolean> {
    return write(this.#knex, async trx => {
      await lockPeople(trx);
      const authors = await readAssigned(trx, { ofPeople: people });
      const facts = await readFacts(trx, {
        authors,
        rules: this.#rules,
        users,
      });
      return assignPeople(trx, { authors, facts });
    });
  }
}
