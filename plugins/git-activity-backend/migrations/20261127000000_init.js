// @ts-check

/**
 * The ledger: which repositories stand behind which entities, what commits they hold, and who wrote them.
 *
 * Every commit is stored once and belongs to one *holder set*: the set of scopes that hold it. A selection asks for the sets that
 * touch any of its scopes and adds up, so that whatever forks and mirrors share counts once, whoever asks.
 *
 * Flags are small integers (0 or 1), so that the same SQL runs on every engine. Days are `YYYY-MM-DD`; the empty string stands for
 * a commit whose author date is unusable, and sorts before every day.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createRepositories(knex);
  await createEntities(knex);
  await createPeople(knex);
  await createCommits(knex);
  await createFigures(knex);

  await knex.schema.createTable('ledger_state', table => {
    table.comment('What many answers share');
    table
      .string('name')
      .primary()
      .comment(
        "'people' (value: up to which author was looked for garbage, and when), 'people_rules', 'entities', 'day_basis', 'day_basis_reached', 'figures' (value: on how many people they rest), 'erasure' (value: the key of the digests of who was erased)",
      );
    table
      .integer('version')
      .notNullable()
      .defaultTo(0)
      .comment('Goes up when something that answers could show changes');
    table.text('value').nullable();
  });
  await knex('ledger_state').insert([
    { name: 'people' },
    { name: 'entities' },
    { name: 'day_basis' },
    { name: 'day_basis_reached' },
  ]);

  if (knex.client.config.client.includes('pg')) {
    // Digits and hyphens need no language's rules, and comparing bytes is what these indexes do all day.
    for (const [table, column, type] of [
      ['awaited_commits', 'sha', 'varchar(64)'],
      ['commits', 'sha', 'varchar(64)'],
      ['removed_commits', 'sha', 'varchar(64)'],
      ['commits', 'day', 'varchar(10)'],
      ['daily_counts', 'day', 'varchar(10)'],
      ['daily_counts', 'coauthors', 'text'],
    ]) {
      await knex.raw(
        `alter table ${table} alter column ${column} type ${type} collate "C"`,
      );
    }
    // What answers read is all in the index. In the table, a year of one repository lies as far apart as it came in.
    await knex.raw(
      `alter table daily_counts drop constraint daily_counts_pkey,
       add primary key (set_id, day, author_id, coauthors) include (commits, merges)`,
    );
  }
};

/** @param {import('knex').Knex} knex */
async function createRepositories(knex) {
  await knex.schema.createTable('repositories', table => {
    table.comment('Git repositories, and the queue of their syncs');
    table.increments('id').comment('Also the id in the HTTP API');
    table
      .text('url')
      .notNullable()
      .unique()
      .comment('Canonical URL as its source resolved it, without credentials');
    table
      .string('source_id')
      .notNullable()
      .comment('The CommitSource that serves it');
    table
      .string('external_id')
      .nullable()
      .comment("The host's own id, which stays when the URL changes");
    table
      .dateTime('orphaned_at')
      .nullable()
      .comment(
        'Since when no entity refers to it; such a repository is not synced',
      );
    table
      .smallint('archived')
      .notNullable()
      .defaultTo(0)
      .comment('1 if the host has made it read-only');
    table
      .text('notices')
      .nullable()
      .comment('What to know of its numbers, as a JSON array of sentences');

    table
      .integer('scope_id')
      .nullable()
      .comment('The scope that answers count; null before the first reading');
    table.text('head').nullable().comment('The SHA that is completely stored');
    table.text('branch').nullable().comment('The branch that is counted');
    table
      .text('mailmap_id')
      .nullable()
      .comment('Identifies the .mailmap that mailmap_authors holds');
    table
      .text('cut_id')
      .nullable()
      .comment('Identifies where a shallow clone was cut off when it was read');
    table
      .string('complete_from', 10)
      .nullable()
      .comment(
        'The day from which on every commit is stored; 0001-01-01 for all, null for none',
      );
    table
      .integer('commit_count')
      .notNullable()
      .defaultTo(0)
      .comment('How many commits its scope holds');

    table
      .text('reading_from')
      .nullable()
      .comment(
        'The head that the unfinished reading started from; null when it reads everything',
      );
    table
      .text('reading_to')
      .nullable()
      .comment(
        'The head that an unfinished reading goes up to; null when none is unfinished',
      );
    table
      .text('reading_cursor')
      .nullable()
      .comment(
        "The source's place after the last stored batch of the unfinished reading",
      );
    table
      .string('reading_source')
      .nullable()
      .comment('The CommitSource that knows what reading_cursor means');
    table
      .integer('reading_scope_id')
      .nullable()
      .comment(
        'The scope that the unfinished reading fills; another than scope_id while everything is read anew',
      );
    table
      .string('reading_cut_from', 10)
      .nullable()
      .comment(
        'From which day on a shallow clone is complete, as far as the unfinished reading saw',
      );
    table
      .integer('reading_total')
      .nullable()
      .comment('How many commits the host says that reading_to reaches');

    table
      .dateTime('synced_at')
      .nullable()
      .comment('When it was last completely up to date');
    table.dateTime('attempted_at').nullable().comment('When a sync last began');
    table
      .string('error_kind')
      .nullable()
      .comment('What went wrong at the last attempt; null if nothing did');
    table.text('error_message').nullable();
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Consecutive failed attempts, from which the back-off follows');
    table
      .dateTime('held_back_until')
      .nullable()
      .comment("When its host's limit allows more; null after a success");
    table.text('held_back_reason').nullable();

    table
      .text('seen_head')
      .nullable()
      .comment(
        'Where the branch pointed at seen_at; null for a repository without commits',
      );
    table.text('seen_branch').nullable();
    table.text('seen_mailmap_id').nullable();
    table.text('seen_cut_id').nullable();
    table
      .dateTime('seen_at')
      .nullable()
      .comment(
        'When its host last told a head that is still to be read; null if there is none',
      );
    table
      .dateTime('wanted_at')
      .nullable()
      .comment('When a person or a push last asked for a sync');
    table.dateTime('due_at').notNullable().index();
    table.string('lease_holder').nullable();
    table
      .integer('lease_epoch')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Fencing token: a write that names another epoch than this is refused',
      );
    table.dateTime('lease_until').nullable();
    table
      .integer('version')
      .notNullable()
      .defaultTo(0)
      .comment('Goes up at every change that an answer could show');
    table
      .integer('contents_version')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Goes up when the commits that it holds, or the days that they count on, change; whatever other repositories hold',
      );
    table.index(['source_id', 'external_id']);
  });

  await knex.schema.createTable('repository_urls', table => {
    table.comment('URLs that a repository had before it moved');
    table.text('url').primary();
    referToRepository(table).index();
    table
      .dateTime('checked_at')
      .nullable()
      .comment('When its host last said that it leads to the repository');
  });

  await knex.schema.createTable('scopes', table => {
    table.comment('Parts of repositories that answers are about');
    table.increments('id');
    referToRepository(table).index();
    table
      .text('path')
      .notNullable()
      .defaultTo('')
      .comment(
        'A folder, without slashes at its ends; the empty string for the whole repository, to which nothing of the following applies',
      );
    table
      .text('head')
      .nullable()
      .comment(
        'The head up to which it is known which commits changed the folder; null while that was never read to its end',
      );
    table
      .dateTime('read_at')
      .nullable()
      .comment('When its head was the head of the repository, last');
    table
      .text('reading_from')
      .nullable()
      .comment(
        'The head that the unfinished reading started from; null when it reads everything',
      );
    table
      .text('reading_to')
      .nullable()
      .comment(
        'The head that an unfinished reading goes up to; null when none is unfinished',
      );
    table
      .text('reading_cursor')
      .nullable()
      .comment(
        "The source's place after the last stored batch of the unfinished reading",
      );
    table
      .string('error_kind')
      .nullable()
      .comment('What went wrong at the last attempt; null if nothing did');
    table.text('error_message').nullable();
    table
      .integer('version')
      .notNullable()
      .defaultTo(0)
      .comment('Goes up at every change that an answer could show');
  });

  await knex.schema.createTable('awaited_commits', table => {
    table.comment(
      'Parents that the unfinished reading of a repository has still to meet',
    );
    referToRepository(table);
    table.string('sha', 64).notNullable();
    table.primary(['repository_id', 'sha']);
  });
}

/** @param {import('knex').Knex} knex */
async function createEntities(knex) {
  await knex.schema.createTable('repository_entities', table => {
    table.comment('Which catalog entities a repository stands behind');
    referToRepository(table);
    table.string('entity_ref', 500).notNullable().index();
    table
      .text('path')
      .notNullable()
      .defaultTo('')
      .comment(
        'The folder in which the entity lives, as scopes has it; the empty string for the whole repository. A folder of which no scope is there is one that the source cannot tell about',
      );
    table.primary(['repository_id', 'entity_ref', 'path']);
  });

  await knex.schema.createTable('entity_problems', table => {
    table.comment('Entities whose repository could not be recorded, and why');
    table.string('entity_ref', 500).primary();
    table.text('message').notNullable();
  });

  await knex.schema.createTable('catalog_users', table => {
    table.comment(
      'What is needed of the catalog’s Users to tell who an author is',
    );
    table.string('entity_ref', 500).primary();
    table.text('name').notNullable();
    table
      .smallint('opted_out')
      .notNullable()
      .defaultTo(0)
      .comment(
        '1 for those whose entity says that nothing of them is told by name',
      );
  });

  await knex.schema.createTable('catalog_user_emails', table => {
    table.comment('Addresses by which a User is recognised');
    referToUser(table);
    table.string('email', 320).notNullable().index().comment('Lower case');
    table.primary(['entity_ref', 'email']);
  });

  await knex.schema.createTable('catalog_user_accounts', table => {
    table.comment('Accounts by which a User is recognised; of one host each');
    referToUser(table);
    table.string('host').notNullable().comment('Such as github.com');
    table.string('login').notNullable().comment('Lower case');
    table.primary(['entity_ref', 'host', 'login']);
    table.index(['host', 'login']);
  });
}

/** @param {import('knex').Knex} knex */
async function createPeople(knex) {
  await knex.schema.createTable('people', table => {
    table.comment('Humans and bots, each behind one or more authors');
    table
      .increments('id')
      .comment('Also the id in the HTTP API; stays whatever is learnt later');
    table
      .string('key', 600)
      .nullable()
      .unique()
      .comment(
        'What makes authors one person: user:<ref>, email:<lower case> …; it keeps that while it is another person, since it may turn out not to be. A User is a person of its own beside the strangers that it is to those who may not see it',
      );
    table
      .integer('merged_into')
      .nullable()
      .comment('The person that it turned out to be');
    table.string('user_entity_ref', 500).nullable().index();
    table.smallint('bot').notNullable().defaultTo(0);
    table
      .text('bot_reason')
      .nullable()
      .comment('By which rule it is a bot; null for humans');
  });

  await knex.schema.createTable('authors', table => {
    table.comment('Names and emails exactly as written in commits or mailmaps');
    table.increments('id');
    table.string('name', 255).notNullable();
    table.string('email', 320).notNullable();
    table
      .string('email_key', 320)
      .notNullable()
      .index()
      .comment('The email as it is compared: lower case, without spaces');
    table
      .integer('person_id')
      .notNullable()
      .references('id')
      .inTable('people')
      .index()
      .comment('Who it is: a User, or else the stranger');
    table
      .integer('stranger_id')
      .notNullable()
      .references('id')
      .inTable('people')
      .index()
      .comment('Who it is to those who may not see the User');
    table.unique(['name', 'email']);
  });

  await knex.schema.createTable('author_accounts', table => {
    table.comment('The account that a host last took an author for');
    table
      .integer('author_id')
      .notNullable()
      .references('id')
      .inTable('authors')
      .onDelete('CASCADE');
    table.string('host').notNullable();
    table.string('login').notNullable().comment('Lower case');
    table.primary(['author_id', 'host']);
  });

  await knex.schema.createTable('erased_authors', table => {
    table.comment(
      'By what those are recognised who were erased, without telling who they were',
    );
    table
      .string('digest')
      .primary()
      .comment(
        "Of an author as written, an address, an account or a User's ref; made with the key of ledger_state",
      );
    table
      .integer('author_id')
      .notNullable()
      .references('id')
      .inTable('authors')
      .index()
      .comment('Stands in for them');
  });

  await knex.schema.createTable('mailmap_authors', table => {
    table.comment('Whom the .mailmap of a repository says an author to be');
    referToRepository(table);
    table.integer('author_id').notNullable();
    table.integer('mapped_author_id').notNullable().index();
    table.primary(['repository_id', 'author_id']);
  });

  await knex.schema.createTable('person_aliases', table => {
    table.comment(
      'Whom an admin says authors to be; of several about the same ones, the latest that was not undone',
    );
    table.increments('id');
    table.string('name', 255).nullable().comment('Null for any name');
    table.string('email', 320).notNullable().index().comment('Lower case');
    table
      .string('user_entity_ref', 500)
      .nullable()
      .comment('The User that they are; null if they are same_as');
    table
      .string('same_as', 320)
      .nullable()
      .comment('The address of whoever they are, lower case');
    table.string('created_by', 500).notNullable();
    table.dateTime('created_at').notNullable();
    table.string('undone_by', 500).nullable();
    table.dateTime('undone_at').nullable();
  });

  await knex.schema.createTable('person_claims', table => {
    table.comment('Addresses that Users say are theirs');
    table.increments('id');
    table.string('user_entity_ref', 500).notNullable().index();
    table.string('email', 320).notNullable().index().comment('Lower case');
    table.dateTime('claimed_at').notNullable();
    table
      .string('decision')
      .nullable()
      .comment("'approved' or 'declined'; null while nobody decided");
    table
      .string('decided_by', 500)
      .nullable()
      .comment('Null if a host had verified it');
    table.dateTime('decided_at').nullable();
  });

  await knex.schema.createTable('privacy_marks', table => {
    table.comment(
      'Users who said themselves that nothing of them is told by name',
    );
    table.string('user_entity_ref', 500).primary();
    table.string('marked_by', 500).notNullable();
    table.dateTime('marked_at').notNullable();
  });
}

/** @param {import('knex').Knex} knex */
async function createCommits(knex) {
  await knex.schema.createTable('holder_sets', table => {
    table.comment(
      'Sets of scopes; each commit is in the one set of just those repositories that hold it, and, if it changed folders that are scopes, in the one set of these and those',
    );
    table.increments('id');
    table
      .text('key')
      .notNullable()
      .index()
      .comment(
        'The ids of its scopes, in order, with commas between them; if that is long, its SHA-256',
      );
    table
      .smallint('folders')
      .notNullable()
      .defaultTo(0)
      .comment(
        '1 for a set of repositories and folders in them: what commits changed there is counted beside what the repositories hold. 0 for a set of repositories alone',
      );
    table
      .integer('version')
      .notNullable()
      .defaultTo(0)
      .comment('Goes up at every change of its daily counts');
  });

  await knex.schema.createTable('holder_set_scopes', table => {
    table.comment(
      'Which scopes a set is of. A set without any holds what nobody holds any longer: it counts nowhere, and is deleted',
    );
    table
      .integer('set_id')
      .notNullable()
      .references('id')
      .inTable('holder_sets')
      .onDelete('CASCADE');
    table
      .integer('scope_id')
      .notNullable()
      .references('id')
      .inTable('scopes')
      .onDelete('CASCADE')
      .index();
    table.primary(['set_id', 'scope_id']);
  });

  // What follows has no foreign keys: checking them would take longer than writing the rows. Sets and authors are only
  // deleted once nothing refers to them.
  await knex.schema.createTable('commits', table => {
    table.comment('Commit metadata, once for each SHA');
    table.string('sha', 64).primary();
    table
      .integer('set_id')
      .notNullable()
      .comment('The set of the repositories that hold it');
    table
      .integer('folder_set_id')
      .nullable()
      .comment(
        'The set of those and of the folders that it changed; null if it changed none that is a scope',
      );
    table.string('day', 10).notNullable().comment('The day it counts on');
    table
      .integer('author_id')
      .notNullable()
      .comment('As written in the commit');
    table
      .text('coauthors')
      .notNullable()
      .defaultTo('')
      .comment('The ids of authors that it names, in order, with commas');
    table
      .bigInteger('authored_at')
      .nullable()
      .comment(
        'Seconds since 1970; null if unusable for good. With an empty day, one that is still to come',
      );
    table
      .integer('utc_offset')
      .notNullable()
      .comment('Minutes east of UTC; 0 if unusable');
    table.bigInteger('committed_at').nullable();
    table.integer('parents').notNullable().comment('How many it has');
    table.text('subject').notNullable();
    table
      .integer('coauthors_cut')
      .nullable()
      .defaultTo(0)
      .comment(
        'How many co-authors it names beside those that are stored; null if its message is too long to tell',
      );
    // Lists and exports by time, and what is deleted in steps
    table.index(['set_id', 'day']);
  });
  // Most repositories have no folders that are scopes.
  await knex.raw(
    'create index commits_folder_set_index on commits (folder_set_id, day) where folder_set_id is not null',
  );
  // Few claim to be of the future; finding out whether it has come must not mean reading everything.
  await knex.raw(
    "create index commits_future_index on commits (authored_at) where day = ''",
  );

  await knex.schema.createTable('removed_commits', table => {
    table.comment(
      'What repositories held until their history was rewritten, for those who look for it; for a while, and of one rewrite not more than some thousands',
    );
    table.string('sha', 64).notNullable();
    referToRepository(table).index();
    table.dateTime('removed_at').notNullable().index();
    table.primary(['sha', 'repository_id']);
  });

  await knex.schema.createTable('daily_counts', table => {
    table.comment(
      'Commits by holder set, day and who did them; derived from commits, and written in the same transactions',
    );
    table.integer('set_id').notNullable();
    table.string('day', 10).notNullable();
    table.integer('author_id').notNullable();
    table.text('coauthors').notNullable().defaultTo('');
    table.integer('commits').notNullable().comment('With at most one parent');
    table.integer('merges').notNullable().comment('With two or more parents');
    table.primary(['set_id', 'day', 'author_id', 'coauthors']);
  });

  await knex.schema.createTable('set_authors', table => {
    table.comment(
      'How many commits of a holder set name an author, authored or co-authored; derived from commits, too',
    );
    table.integer('set_id').notNullable();
    table.integer('author_id').notNullable().index();
    table.integer('commits').notNullable();
    table.primary(['set_id', 'author_id']);
  });
}

/** @param {import('knex').Knex} knex */
async function createFigures(knex) {
  await knex.schema.createTable('figure_holders', table => {
    table.comment(
      'Repositories that hold the same commits, as far as figures are made of these; empty unless a figure has to rest on several people',
    );
    table.integer('id').primary();
    table
      .string('key')
      .notNullable()
      .unique()
      .comment('A checksum of the ids of the repositories');
    table
      .integer('after_figure')
      .notNullable()
      .comment(
        'The last figure when they were met first: what they hold may be in figures up to it, as that of some of them',
      );
    table
      .string('until_day', 10)
      .nullable()
      .comment('The last day of which figures were made; null for none');
  });

  await knex.schema.createTable('figure_holder_repositories', table => {
    table
      .integer('holder_id')
      .notNullable()
      .references('id')
      .inTable('figure_holders')
      .onDelete('CASCADE');
    referToRepository(table).index();
    table.primary(['holder_id', 'repository_id']);
  });

  await knex.schema.createTable('figures', table => {
    table.comment(
      'Numbers of commits that are told as a whole or not at all; each rests on enough people, no commit is in two, and none changes',
    );
    table.integer('id').primary();
    table.string('kind', 10).notNullable().comment('commits, merges or bots');
    table.string('from_day', 10).notNullable();
    table.string('to_day', 10).notNullable().index();
    table.integer('commits').notNullable();
  });

  await knex.schema.createTable('figure_parts', table => {
    table.comment('Whose commits a figure has');
    table
      .integer('figure_id')
      .notNullable()
      .references('id')
      .inTable('figures')
      .onDelete('CASCADE');
    table
      .integer('holder_id')
      .notNullable()
      .references('id')
      .inTable('figure_holders')
      .onDelete('CASCADE')
      .index();
    table.primary(['figure_id', 'holder_id']);
  });
}

/** @param {import('knex').Knex.CreateTableBuilder} table */
function referToRepository(table) {
  return table
    .integer('repository_id')
    .notNullable()
    .references('id')
    .inTable('repositories')
    .onDelete('CASCADE');
}

/** @param {import('knex').Knex.CreateTableBuilder} table */
function referToUser(table) {
  return table
    .string('entity_ref', 500)
    .notNullable()
    .references('entity_ref')
    .inTable('catalog_users')
    .onDelete('CASCADE');
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'figure_parts',
    'figures',
    'figure_holder_repositories',
    'figure_holders',
    'ledger_state',
    'set_authors',
    'daily_counts',
    'removed_commits',
    'commits',
    'holder_set_scopes',
    'holder_sets',
    'privacy_marks',
    'erased_authors',
    'person_claims',
    'person_aliases',
    'mailmap_authors',
    'author_accounts',
    'authors',
    'people',
    'catalog_user_accounts',
    'catalog_user_emails',
    'catalog_users',
    'entity_problems',
    'repository_entities',
    'awaited_commits',
    'scopes',
    'repository_urls',
    'repositories',
  ]) {
    await knex.schema.dropTable(table);
  }
};
