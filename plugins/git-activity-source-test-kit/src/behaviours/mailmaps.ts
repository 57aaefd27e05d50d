import assert from 'node:assert/strict';
import {
  CommitAuthor,
  MappedAuthor,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { runTestGit } from '../runTestGit';
import { TestRepository } from '../TestRepository';
import { Behaviour } from './Behaviour';
import { Published, rejection, Stage } from './Stage';

const MAILMAP = [
  '# People',
  'Ada Lovelace <ada@example.com> <countess@example.com>',
  'Grace Hopper <grace@example.com> Amazing Grace <navy@example.com>',
  '<new@example.com> <old@example.com>',
  'Only A Name <same@example.com>',
  'no address at all',
  'Jörg Müller <jörg@exämple.com> jm <JM@Example.com>\r',
  'First <first@example.com> <twice@example.com>',
  'Second <second@example.com> <twice@example.com>',
  '',
].join('\n');

const AUTHORS: CommitAuthor[] = [
  { name: 'Ada Byron', email: 'countess@example.com', login: 'ada' },
  { name: 'Nobody', email: 'nobody@example.com' },
  { name: 'amazing grace', email: 'Navy@Example.com' },
  { name: 'Other Grace', email: 'navy@example.com' },
  { name: '', email: 'old@example.com' },
  { name: 'some name', email: 'same@example.com' },
  { name: 'Only A Name', email: 'same@example.com' },
  { name: 'JM', email: 'jm@example.com' },
  { name: 'x', email: 'twice@example.com' },
  { name: '', email: '' },
];

/** Whom git itself maps to somebody else. */
async function expectedMapping(
  repository: TestRepository,
): Promise<MappedAuthor[]> {
  const output = await runTestGit({
    dir: repository.path,
    args: ['-c', 'mailmap.blob=HEAD:.mailmap', 'check-mailmap', '--stdin'],
    input: AUTHORS.map(
      ({ name, email }) => `${name}${name && ' '}<${email}>\n`,
    ).join(''),
  });
  const lines = output.toString('utf8').split('\n');
  return AUTHORS.map((author, index) => {
    const [, name = '', email = ''] =
      /^(?:(.*) )?<(.*)>$/.exec(lines[index]) ?? [];
    return { author, mapped: { name, email } };
  }).filter(
    ({ author, mapped }) =>
      author.name !== mapped.name || author.email !== mapped.email,
  );
}

async function mapAuthors(
  stage: Stage,
  { resolved }: Published,
  head: RepositoryHead,
): Promise<MappedAuthor[] | undefined> {
  const { source, signal } = stage;
  return source.mapAuthors?.({
    repository: resolved,
    head,
    authors: AUTHORS,
    signal,
  });
}

/** Makes what came in any order comparable. */
function sorted(mapping: MappedAuthor[] | undefined): string[] {
  return (mapping ?? [])
    .map(({ author, mapped }) =>
      JSON.stringify([
        author.name,
        author.email,
        author.login,
        mapped.name,
        mapped.email,
      ]),
    )
    .sort();
}

export const mailmapBehaviours: Behaviour[] = [
  {
    name: 'maps authors by the .mailmap as git does',
    abilities: ['mapAuthors'],
    async run(stage) {
      const published = await stage.publish({ files: { '.mailmap': MAILMAP } });
      const head = await stage.head(published.resolved);

      const mapping = await mapAuthors(stage, published, head);

      const expected = await expectedMapping(published.repository);
      assert.equal(expected.length, 6);
      assert.deepEqual(sorted(mapping), sorted(expected));
    },
  },
  {
    name: 'tells by its id whether a .mailmap has changed',
    abilities: ['mapAuthors'],
    async run(stage) {
      const published = await stage.publish({});
      const none = await stage.head(published.resolved);
      assert.equal(none.mailmapId, undefined);
      assert.deepEqual(await mapAuthors(stage, published, none), []);

      await stage.push(published, { files: { '.mailmap': MAILMAP } });
      const one = await stage.head(published.resolved);
      assert(one.mailmapId, 'there is a .mailmap');
      await stage.push(published, { files: { 'a-file': 'x' } });
      const same = await stage.head(published.resolved);
      assert.equal(same.mailmapId, one.mailmapId);
      await stage.push(published, {
        files: { '.mailmap': 'Ada <ada@example.com> <old@example.com>\n' },
      });
      const other = await stage.head(published.resolved);
      assert.notEqual(other.mailmapId, one.mailmapId);

      assert.deepEqual(sorted(await mapAuthors(stage, published, other)), [
        JSON.stringify([
          '',
          'old@example.com',
          undefined,
          'Ada',
          'ada@example.com',
        ]),
      ]);
    },
  },
  {
    name: 'does not begin to map authors when it is stopped already',
    abilities: ['mapAuthors'],
    async run(stage) {
      const { resolved } = await stage.publish({
        files: { '.mailmap': MAILMAP },
      });
      const head = await stage.head(resolved);
      const reason = new Error('stopped');

      const promise = stage.source.mapAuthors?.({
        repository: resolved,
        head,
        authors: AUTHORS,
        signal: AbortSignal.abort(reason),
      });

      assert.equal(await rejection(Promise.resolve(promise)), reason);
    },
  },
];
