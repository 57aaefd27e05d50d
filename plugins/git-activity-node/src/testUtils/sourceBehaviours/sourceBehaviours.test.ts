import { ReferenceHost } from '../../__testUtils__/ReferenceHost';
import { ReferenceSource } from '../../__testUtils__/ReferenceSource';
import { CommitSource } from '../../CommitSource';
import { SourceAbility, SourceHarness } from './harness';
import { behavioursFor, sourceBehaviours } from './sourceBehaviours';

jest.setTimeout(60_000);

const ABILITIES: SourceAbility[] = [
  'rename',
  'archive',
  'remove',
  'makePrivate',
  'breakDown',
  'stall',
  'limit',
  'countRequests',
  'pushEvent',
  'mapAuthors',
  'getCommitUrl',
  'forget',
];

function harnessOf(
  change: (source: ReferenceSource) => Partial<CommitSource> = () => ({}),
): SourceHarness {
  const host = new ReferenceHost();
  const create = (pageSize?: number): CommitSource => {
    const source = new ReferenceSource(host, { pageSize });
    return Object.assign(
      source,
      change(new ReferenceSource(host, { pageSize })),
    );
  };
  const trouble = (kind: ReferenceHost['trouble']) => async () => {
    host.trouble = kind;
    return () => {
      host.trouble = 'none';
    };
  };
  return {
    source: create(),
    sourceWithPagesOf: create,
    publish: async repository => host.add(repository),
    stop: async () => {},
    spellings: url => [`${url}.git`, url.replace(/project/i, 'PROJECT')],
    secrets: [ReferenceHost.secret],
    rename: async url => {
      const name = `${host.change(url, {}).name}-renamed`;
      host.change(url, { name });
      return host.urlOf(name);
    },
    archive: async url => {
      host.change(url, { archived: true });
    },
    remove: async url => host.remove(url),
    makePrivate: async url => {
      host.change(url, { hidden: true });
    },
    breakDown: trouble('down'),
    stall: trouble('silent'),
    limit: trouble('limited'),
    countRequests: () => host.requests,
    pushEvent: url => ({
      topic: 'reference.push',
      payload: url.slice(url.lastIndexOf('/') + 1),
    }),
  };
}

describe('the behaviours of a source that is in order', () => {
  it.each(behavioursFor(ABILITIES))('$name', behaviour =>
    behaviour.run(async () => harnessOf()),
  );
});
