import { mockServices } from '@backstage/backend-test-utils';
import { CommitSource } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { AuthorBook } from '../people/AuthorBook';
import { BotMatcher } from '../people/bots';
import { PeopleResolver } from '../people/PeopleResolver';
import { LeasedRepository } from '../queue/LeasedRepository';
import { NO_TROUBLE } from '../sync/backOff';
import { FolderSync } from '../sync/FolderSync';
import { RepositorySync, SyncReport } from '../sync/RepositorySync';

/** Takes a repository that is recorded as a replica would that has just seen the head that its source tells. */
export async function claimNow(
  knex: Knex,
  options: { source: CommitSource; url: string },
): Promise<LeasedRepository> {
  const { source, url } = options;
  const signal = new AbortController().signal;
  const [head] = await source.getHeads({ repositories: [{ url }], signal });
  if (head instanceof Error) {
    throw head;
  }
  const aMinuteAgo = new Date(Date.now() - 60_000);
  await knex('repositories')
    .whereNot({ url })
    .update({ due_at: new Date(Date.now() + 3_600_000) });
  await knex('repositories')
    .where({ url })
    .update({
      seen_head: head.sha ?? null,
      seen_branch: head.branch ?? null,
      seen_mailmap_id: head.mailmapId ?? null,
      seen_cut_id: head.cutId ?? null,
      seen_at: aMinuteAgo,
      attempted_at: aMinuteAgo,
      due_at: aMinuteAgo,
      lease_until: null,
    });
  const repository = await LeasedRepository.claim({ knex, holder: 'test' });
  if (repository?.row.url !== url) {
    throw new Error(`${url} could not be claimed`);
  }
  return repository;
}

/** Syncs a repository that is recorded as a replica would, from the head that its source tells. */
export async function syncNow(
  knex: Knex,
  options: { source: CommitSource; url: string },
): Promise<SyncReport> {
  const { source } = options;
  const signal = new AbortController().signal;
  const repository = await claimNow(knex, options);
  const sync = new RepositorySync({
    knex,
    repository,
    head: repository.seen.head,
    source,
    reader: source,
    book: new AuthorBook({ knex, bots: new BotMatcher() }),
    dayBasis: 'author',
    signal,
  });
  try {
    const changes = await sync.run();
    if (source.readFolders) {
      await new FolderSync({
        knex,
        repository,
        reader: source,
        signal,
        onProgress: () => {},
      }).run();
    }
    await repository.finish({
      dueAt: new Date(),
      changes: { ...NO_TROUBLE, ...changes, synced_at: new Date() },
    });
  } catch (error) {
    await repository.giveUp();
    throw error;
  }
  return sync.report;
}

/** Records a repository as discovery does, behind a component of its own. */
export async function recordRepository(
  knex: Knex,
  options: { url: string; entityRef: string },
): Promise<number> {
  const [{ id }] = await knex('repositories')
    .insert({ url: options.url, source_id: 'git', due_at: new Date(0) })
    .returning('id');
  await knex('repository_entities').insert({
    repository_id: id,
    entity_ref: options.entityRef,
  });
  return id;
}

/** Records a component that lives in a folder of a repository, as discovery does. */
export async function recordFolder(
  knex: Knex,
  options: { repositoryId: number; entityRef: string; path: string },
): Promise<void> {
  const { repositoryId: repository_id, entityRef, path } = options;
  await knex('repository_entities')
    .insert({
      repository_id,
      entity_ref: entityRef,
      path,
    })
    .onConflict()
    .ignore();
  const scope = { repository_id, path };
  const known = await knex('scopes').where(scope).first('id');
  if (!known) await knex('scopes').insert(scope);
}

/** Records Users with an address each, and decides anew who everyone is. */
export async function recordUsersOf(
  knex: Knex,
  users: Record<string, string[]>,
): Promise<void> {
  for (const [entityRef, emails] of Object.entries(users)) {
    await knex('catalog_users').insert({
      entity_ref: entityRef,
      name: entityRef.replace(/^.*\//, ''),
    });
    for (const email of emails) {
      await knex('catalog_user_emails').insert({
        entity_ref: entityRef,
        email,
      });
    }
  }
  await new PeopleResolver({
    knex,
    bots: new BotMatcher(),
    logger: mockServices.logger.mock(),
  }).resolve(new AbortController().signal);
}
