import { CommitSource } from 'backstage-plugin-git-activity-node';
import { SourceAbility, SourceHarness } from '../behaviours/harness';
import { ReferenceHost } from './ReferenceHost';
import { ReferenceSource } from './ReferenceSource';

/** All that there are. */
export const REFERENCE_ABILITIES: SourceAbility[] = [
  'rename',
  'archive',
  'remove',
  'makePrivate',
  'breakDown',
  'stall',
  'limit',
  'shorten',
  'countRequests',
  'pushEvent',
  'mapAuthors',
  'readFolders',
  'getCommitUrl',
  'forget',
];

/** Makes something of a source that is in order; what it does not give stays as it is. */
export type Change = (source: ReferenceSource) => Partial<CommitSource>;

/** A reference source and its host, with all abilities. */
export function referenceHarness(change: Change = () => ({})): SourceHarness {
  const host = new ReferenceHost();
  const create = (pageSize?: number): CommitSource => {
    const original = new ReferenceSource(host, { pageSize });
    const changed = change(original);
    return Object.assign(new ReferenceSource(host, { pageSize }), changed);
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
    shorten: async lists => {
      host.lists = lists;
      return () => {
        host.lists = 'whole';
      };
    },
    countRequests: () => host.requests,
    pushEvent: url => ({
      topic: 'reference.push',
      payload: { pushed: url.slice(url.lastIndexOf('/') + 1) },
    }),
  };
}
