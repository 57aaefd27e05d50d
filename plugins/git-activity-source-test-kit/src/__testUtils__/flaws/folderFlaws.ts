import {
  CommitSourceError,
  FolderBatch,
  ReadFoldersRequest,
} from 'backstage-plugin-git-activity-node';
import { Change } from '../referenceHarness';
import { ReferenceSource } from '../ReferenceSource';
import {
  FOLDERS,
  FOLDERS_MERGED,
  FOLDERS_NEW,
  FOLDERS_RESUME,
  FOLDERS_STOP,
  FOLDERS_TROUBLE,
  FOLDERS_UNKNOWN,
} from './behaviours';
import { Flaw, NONE } from './Flaw';

/** Makes something of what is asked. */
const asking =
  (
    change: (request: ReadFoldersRequest) => Partial<ReadFoldersRequest>,
  ): Change =>
  source => ({
    readFolders: request =>
      source.readFolders({ ...request, ...change(request) }),
  });

/** Asks for other folders. */
const folders = (change: (folder: string) => string): Change =>
  asking(request => ({ folders: request.folders.map(change) }));

/** Makes something of the commits of each batch. */
const found =
  (
    change: (
      commits: FolderBatch['commits'],
      request: ReadFoldersRequest,
      source: ReferenceSource,
    ) => FolderBatch['commits'] | Promise<FolderBatch['commits']>,
  ): Change =>
  source => ({
    async *readFolders(request) {
      for await (const batch of source.readFolders(request)) {
        const commits = await change(batch.commits, request, source);
        yield { ...batch, commits };
      }
    },
  });

/** Makes something of what is thrown. */
const failing =
  (change: (error: unknown) => unknown): Change =>
  source => ({
    async *readFolders(request) {
      try {
        yield* source.readFolders(request);
      } catch (error) {
        throw change(error);
      }
    },
  });

const isMerge = async (
  { host }: ReferenceSource,
  { repository, signal }: ReadFoldersRequest,
  sha: string,
) => {
  const name = repository.url.slice(repository.url.lastIndexOf('/') + 1);
  const hosted = await host.find(name, signal);
  const parents = await hosted.repository.git('log', '-1', '--format=%P', sha);
  return parents.includes(' ');
};

export const folderFlaws: Flaw[] = [
  {
    name: 'forgets a commit of a folder',
    change: found(commits => commits.slice(1)),
    shownBy: [FOLDERS, FOLDERS_MERGED, FOLDERS_NEW, FOLDERS_RESUME],
  },
  {
    name: 'tells one folder of each commit only',
    change: found(commits =>
      commits.map(commit => ({
        ...commit,
        folders: commit.folders.slice(0, 1),
      })),
    ),
    shownBy: [FOLDERS, FOLDERS_NEW],
  },
  {
    name: 'takes upper and lower case for the same',
    change: folders(folder => folder.toLowerCase()),
    shownBy: [FOLDERS],
  },
  {
    name: 'takes two forms of a letter for the same',
    change: folders(folder => folder.normalize('NFC')),
    shownBy: [FOLDERS],
  },
  {
    name: 'quotes what is odd in a path',
    change: folders(folder => JSON.stringify(folder).slice(1, -1)),
    shownBy: [FOLDERS],
  },
  {
    name: 'takes white space away from around a path',
    change: folders(folder => folder.trim()),
    shownBy: [FOLDERS],
  },
  {
    name: 'looks no deeper than two folders',
    change: folders(folder => folder.split('/').slice(0, 2).join('/')),
    shownBy: [FOLDERS],
  },
  {
    name: 'leaves merges out',
    change: found(async (commits, request, source) => {
      const kept = [];
      for (const commit of commits) {
        if (!(await isMerge(source, request, commit.sha))) {
          kept.push(commit);
        }
      }
      return kept;
    }),
    shownBy: [FOLDERS_MERGED, FOLDERS_NEW],
  },
  {
    name: 'tells of all that there is instead of what is new',
    change: asking(() => ({ from: undefined })),
    shownBy: [FOLDERS_NEW],
  },
  {
    name: 'begins again where it is to go on with folders',
    change: asking(() => ({ cursor: undefined })),
    shownBy: [FOLDERS_RESUME],
  },
  {
    name: 'goes on with folders one commit too late',
    change: asking(({ cursor }) => ({
      cursor: cursor && `${Number(cursor) + 1}`,
    })),
    shownBy: [FOLDERS_RESUME],
  },
  {
    name: 'finds nothing where a head is not known',
    change: source => ({
      async *readFolders(request) {
        yield { commits: [], cursor: '0', requests: 0 };
        yield* source.readFolders(request);
      },
    }),
    shownBy: [FOLDERS_UNKNOWN],
  },
  {
    name: 'does not hear that it is to stop looking for folders',
    change: asking(() => ({ signal: NONE })),
    shownBy: [FOLDERS_STOP],
  },
  {
    name: 'takes trouble of the host for that of the folders',
    change: failing(() => new CommitSourceError('broken', 'No such folder.')),
    shownBy: [FOLDERS_TROUBLE, FOLDERS_UNKNOWN, FOLDERS_STOP],
  },
];
