// @ts-check

/**
 * The ledger: which repositories stand behind which entities, what commits they hold, and who wrote them.
 *
 * `daily_counts` is derived from `commits` and written in the same transactions. Flags are small integers (0 or 1), so
 * that the same SQL runs on every engine. Days are `YYYY-MM-DD`; the empty string stands for a commit whose author date is unusable,
 * and sorts before every day.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
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

    table.text('head').nullable().comment('The SHA that is completely stored');
    table.text('branch').nullable().comment('The branch that is counted');
    table
      .text('mailmap_id')
      .nullable()
      .comment(
        'Identifies the .mailmap that mapped_author_id was computed with',
      );
    table
      .string('day_basis')
      .nullable()
      .comment("What `day` was computed in: 'author' or an IANA zone");
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
      .integer('generation')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Counts readings of the whole history; commits of an older generation are gone at its end',
      );
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
      .comment('How many commits are stored');

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
      .integer('counts_version')
      .notNullable()
      .defaultTo(0)
      .comment('Goes up at every change of its daily_counts');
    table.index(['source_id', 'external_id']);
  });

  await knex.schema.createTable('repository_entities', table => {
    table.comment('Which catalog entities a repository stands behind');
    table
      .integer('repository_id')
      .notNullable()
      .references('id')
      .inTable('repositories')
      .onDelete('CASCADE');
    table.string('entity_ref', 500).notNullable().index();
    table.primary(['repository_id', 'entity_ref']);
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
    table.string('email', 320).nullable().index().comment('Lower case');
    table
      .string('github_login')
      .nullable()
      .index()
      .comment('Lower case, of the annotation github.com/user-login');
  });

  await knex.schema.createTable('people', table => {
    table.comment('Humans and bots, each behind one or more authors');
    table.increments('id').comment('Also the id in the HTTP API');
    table
      .string('key', 600)
      .notNullable()
      .unique()
      .comment(
        'What makes authors one person: user:<ref>, email:<lower case> …',
      );
    table.text('name').notNullable();
    table.string('user_entity_ref', 500).nullable().index();
    table.smallint('bot').notNullable().defaultTo(0);
  });

  await knex.schema.createTable('authors', table => {
    table.comment('Names and emails exactly as written in commits or mailmaps');
    table.increments('id');
    table.string('name', 255).notNullable();
    table.string('email', 320).notNullable();
    table
      .integer('person_id')
      .notNullable()
      .references('id')
      .inTable('people')
      .index();
    table.unique(['name', 'email']);
  });

  // Commits, co-authors and daily counts have no foreign keys: checking them would take longer than writing the rows. Whoever
  // writes them holds the repository's row, so that it cannot go meanwhile, and authors are never deleted.
  await knex.schema.createTable('commits', table => {
    table.comment(
      'Commit metadata; a SHA once for each repository that holds it',
    );
    table.string('sha', 64).notNullable();
    table.integer('repository_id').notNullable();
    table
      .integer('author_id')
      .notNullable()
      .comment('As written in the commit');
    table
      .integer('mapped_author_id')
      .notNullable()
      .comment("After the repository's .mailmap; the one that counts");
    table.string('day', 10).notNullable().comment('The day it counts on');
    table
      .bigInteger('authored_at')
      .nullable()
      .comment('Seconds since 1970; null if unusable');
    table
      .integer('utc_offset')
      .notNullable()
      .comment('Minutes east of UTC; 0 if unusable');
    table.bigInteger('committed_at').nullable();
    table.integer('parents').notNullable();
    table.text('subject').notNullable();
    table
      .smallint('shared')
      .notNullable()
      .defaultTo(0)
      .comment('1 if another repository holds, or held, the same SHA');
    table.integer('generation').notNullable();
    // By SHA first: the same index finds a commit and its twins in other repositories.
    table.primary(['sha', 'repository_id']);
    table.index(['repository_id', 'day']);
  });
  // Twins are few; counting them once must not mean reading everything.
  await knex.raw(
    'create index commits_shared_index on commits (repository_id, day) where shared = 1',
  );

  await knex.schema.createTable('commit_coauthors', table => {
    table.comment('Who a commit names in Co-authored-by trailers');
    table.string('sha', 64).notNullable();
    table.integer('repository_id').notNullable();
    table.integer('author_id').notNullable();
    table.integer('mapped_author_id').notNullable().index();
    table.primary(['sha', 'repository_id', 'author_id']);
    table.index(['repository_id', 'mapped_author_id']);
  });

  await knex.schema.createTable('daily_counts', table => {
    table.comment(
      'Commits by repository, day and mapped author; derived from commits',
    );
    table.integer('repository_id').notNullable();
    table.string('day', 10).notNullable();
    table
      .integer('author_id')
      .notNullable()
      .comment('commits.mapped_author_id');
    table.integer('commits').notNullable().comment('With at most one parent');
    table.integer('merges').notNullable().comment('With two or more parents');
    table.primary(['repository_id', 'day', 'author_id']);
  });

  if (knex.client.config.client.includes('pg')) {
    // Digits and hyphens need no language's rules, and comparing bytes is what these indexes do all day.
    for (const [table, column, type] of [
      ['commits', 'sha', 'varchar(64)'],
      ['commits', 'day', 'varchar(10)'],
      ['commit_coauthors', 'sha', 'varchar(64)'],
      ['daily_counts', 'day', 'varchar(10)'],
    ]) {
      await knex.raw(
        `alter table ${table} alter column ${column} type ${type} collate "C"`,
      );
    }
  }

  await knex.schema.createTable('ledger_versions', table => {
    table.comment(
      'Counters that go up when something shared by many answers changes',
    );
    table.string('name').primary().comment("'people' or 'entities'");
    table.integer('version').notNullable();
  });
  await knex('ledger_versions').insert([
    { name: 'people', version: 0 },
    { name: 'entities', version: 0 },
  ]);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'ledger_versions',
    'daily_counts',
    'commit_coauthors',
    'commits',
    'authors',
    'people',
    'catalog_users',
    'entity_problems',
    'repository_entities',
    'repositories',
  ]) {
    await knex.schema.dropTable(table);
  }
};
