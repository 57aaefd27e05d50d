// @ts-check

const REPOSITORY_COLUMNS = [
  'archived',
  'seen_head',
  'seen_branch',
  'seen_mailmap_id',
  'seen_at',
  'wanted_at',
  'held_back_until',
  'held_back_reason',
  'reading_source',
];

/**
 * What repositories on remote hosts need: heads that are asked for many at once and read later, work that a limit holds
 * back, URLs that a repository had before, and the accounts behind authors.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('repositories', table => {
    table
      .smallint('archived')
      .notNullable()
      .defaultTo(0)
      .comment('1 if the host has made it read-only');
    table
      .text('seen_head')
      .nullable()
      .comment(
        'Where the branch pointed at seen_at; null for a repository without commits',
      );
    table.text('seen_branch').nullable();
    table.text('seen_mailmap_id').nullable();
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
    table
      .dateTime('held_back_until')
      .nullable()
      .comment("When its host's limit allows more; null after a success");
    table.text('held_back_reason').nullable();
    table
      .string('reading_source')
      .nullable()
      .comment('The CommitSource that knows what reading_cursor means');
  });

  await knex.schema.createTable('repository_urls', table => {
    table.comment('URLs that a repository had before it moved');
    table.text('url').primary();
    table
      .integer('repository_id')
      .notNullable()
      .references('id')
      .inTable('repositories')
      .onDelete('CASCADE')
      .index();
    table
      .dateTime('checked_at')
      .nullable()
      .comment('When its host last said that it leads to the repository');
  });

  await knex.schema.alterTable('authors', table => {
    table
      .string('login')
      .nullable()
      .comment('Lower case; the account that a host last took this author for');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('repository_urls');
  // Knex would build the tables anew for SQLite, and lose what refers to them.
  await knex.raw('alter table authors drop column login');
  for (const column of REPOSITORY_COLUMNS) {
    await knex.raw(`alter table repositories drop column ${column}`);
  }
};
