import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Commit,
  CommitExplanation,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { CommitJudge } from '../counting/CommitJudge';
import { knownUntil } from '../counting/coverage';
import { Verdict, VerdictCode } from '../counting/rules';
import { asSelected, isBehind, repositoriesOf } from '../counting/scopes';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY, RepositoryRow } from '../database/tables';
import { CommitQuery, QuestionContext } from './context';
import { listFolders, readRepositories, toRepository } from './repositories';
import { Asked, assertDetailed, readSelected } from './selected';
import { CommitRow, JudgedCommit, tellCommits } from './tellCommits';
import { VisibleCommits } from './visibleCommits';

/** More are no use to anybody who looks at them. */
const MAX_REPOSITORIES = 20;

type Told = NonNullable<CommitExplanation['commit']>;

const VERDICTS: Record<VerdictCode, CommitExplanation['verdict']> = {
  [Verdict.counts]: 'counts',
  [Verdict.byOthers]: 'by-others',
  [Verdict.invalidDate]: 'unusable-date',
  [Verdict.merge]: 'merge',
  [Verdict.bot]: 'bot',
  [Verdict.outsideRange]: 'outside-range',
};

/** What is asked about one commit. */
export interface ExplanationOptions {
  /** All of its SHA, or as much as tells it from all others that the caller may see. */
  sha: string;
  /** A page about it, which tells apart what a short SHA does not. */
  url?: string;
  query: CommitQuery;
  credentials: BackstageCredentials;
  /** Whether the caller may read subject lines. */
  withSubjects: boolean;
}

/** What became of a commit. */
interface Finding {
  sha: string;
  verdict: CommitExplanation['verdict'];
  /** Absent if no repository that the caller may see holds it. */
  row?: CommitRow;
  /** If it is in the selection. */
  judged?: JudgedCommit;
  removedAt?: Date;
  /** Which repositories this is about: those that hold it, or held it, or in which it was looked for. */
  repositoryIds: number[];
}

/**
 * Why is a commit counted, or why not? It is judged by the rules by which it is counted. What the caller may not see is looked for like
 * what is not there at all.
 *
 * @throws InputError that names the parameter if several commits may be meant
 * @throws NotAllowedError if what is told has to rest on several people
 */
export async function askExplanation(
  context: QuestionContext,
  options: ExplanationOptions,
): Promise<CommitExplanation> {
  const { access } = context;
  const { credentials, withSubjects } = options;
  const { repositoryIds } = await access.select({}, credentials);
  const read = await readSelected(context, options, async (trx, asked) => {
    assertDetailed(asked);
    const commits = await VisibleCommits.open(trx, {
      repositoryIds,
      url: options.url,
    });
    const finding = await explain(trx, { ...options, commits, asked });
    const { judged } = finding;
    const isTold = judged && isTellable(judged, asked);
    return {
      asked,
      finding,
      ...(isTold && {
        told: await tell(trx, { judged, asked, context, withSubjects }),
        botRule: await readBotRule(trx, { judged, asked }),
      }),
      repositories: await readStates(trx, { finding, asked }),
    };
  });
  const { asked, finding, repositories } = read;
  const told = read.told ?? (await tellElsewhere(context, options, finding));
  const shown = repositories.slice(0, MAX_REPOSITORIES);
  const entityRefs = await access.findEntityRefs(
    shown.map(({ row }) => row.id),
    credentials,
  );
  return {
    sha: finding.sha,
    verdict: finding.verdict,
    from: asked.filter.from,
    to: asked.filter.to,
    ...(told && { commit: told }),
    countsFor: [...(told ? [told.author, ...told.coAuthors] : [])].filter(
      ({ id }) => finding.judged?.doers.includes(Number(id)),
    ),
    ...(read.botRule && { botRule: read.botRule }),
    ...(finding.removedAt && { removedAt: finding.removedAt.toISOString() }),
    repositories: shown.map(({ row, folders, isSelected, changed }) => ({
      repository: toRepository(row, {
        entityRefs: entityRefs.get(row.id) ?? [],
        folders,
        isPublished: asked.discretion.minimumPeople > 1,
        now: asked.now,
      }),
      branch: row.branch,
      selected: isSelected,
      ...(folders && { changed }),
    })),
    totals: {
      repositories: repositories.length,
      behind: repositories.filter(state => state.isBehind).length,
    },
    unrecognised: asked.unrecognised,
    revision: asked.selected.revision,
  };
}

/** Finds a commit, and the rule that decides of it. */
async function explain(
  trx: Knex,
  options: { commits: VisibleCommits; asked: Asked; sha: string },
): Promise<Finding> {
  const { commits, asked } = options;
  const { scopes } = asked.selected;
  const selected = repositoriesOf(scopes);
  const sha = options.sha.toLowerCase();
  const row = await commits.find(sha);
  const holders = row ? await commits.findHolders(row) : [];
  const judgement = row && new CommitJudge(asked).judge(row);
  if (row && judgement) {
    const { repositoryId } = judgement;
    return {
      sha: row.sha,
      verdict: VERDICTS[judgement.verdict],
      row,
      judged: { ...judgement, row },
      repositoryIds: [...new Set([repositoryId, ...holders])],
    };
  }
  const isSelected = new Set(selected);
  const here = holders.filter(id => isSelected.has(id));
  if (row && here.length > 0) {
    const repositories = await readRepositories(trx, here);
    const isUnread = scopes.folders.some(folder =>
      repositories.some(
        repository =>
          repository.id === folder.repositoryId && isBehind(folder, repository),
      ),
    );
    return {
      sha: row.sha,
      verdict: isUnread ? 'folder-unread' : 'outside-folders',
      row,
      repositoryIds: [...new Set([...here, ...holders])],
    };
  }
  const removed = row
    ? await commits.findRemoved(row.sha, selected)
    : await commits.findRemoved(sha);
  if (removed) {
    return { ...removed, verdict: 'removed', row };
  }
  return row
    ? { sha: row.sha, verdict: 'elsewhere', row, repositoryIds: holders }
    : {
        sha,
        verdict: 'unknown',
        repositoryIds: commits.near.length > 0 ? commits.near : selected,
      };
}

/** Whether somebody may be told of one commit: of what others did, not where what is told has to rest on several people. */
function isTellable({ verdict }: JudgedCommit, { discretion }: Asked): boolean {
  return discretion.minimumPeople === 1 || verdict !== Verdict.byOthers;
}

/** A commit as it is told of in lists, without a day if its date is unusable, and without a time if that is so for good. */
async function tell(
  trx: Knex,
  options: {
    judged: JudgedCommit;
    asked: Asked;
    context: QuestionContext;
    withSubjects: boolean;
  },
): Promise<Told> {
  const { judged, asked, context, withSubjects } = options;
  const [commit] = await tellCommits(trx, {
    commits: [judged],
    selected: asked.selected,
    findCommitUrl: context.findCommitUrl,
    withSubjects,
  });
  const { day, authoredAt, ...rest }: Commit = commit;
  return {
    ...rest,
    ...(day !== NO_DAY && { day }),
    ...(judged.row.authored_at !== null &&
      authoredAt !== undefined && { authoredAt }),
  };
}

/** The same of one that is not in the selection, as the repository that holds it tells of it. */
async function tellElsewhere(
  context: QuestionContext,
  { credentials, withSubjects }: ExplanationOptions,
  { row, repositoryIds }: Finding,
): Promise<Told | undefined> {
  if (!row) {
    return undefined;
  }
  const query = { repository: repositoryIds.slice(0, 1).map(String) };
  return readSelected(context, { query, credentials }, async (trx, asked) => {
    const judgement = new CommitJudge(asked).judge(row);
    if (!judgement || asked.minimumPeople > 1) {
      return undefined;
    }
    const judged = { ...judgement, row };
    return tell(trx, { judged, asked, context, withSubjects });
  });
}

/** By which rule the author is a bot, if the caller is told who it is. */
async function readBotRule(
  trx: Knex,
  options: { judged: JudgedCommit; asked: Asked },
): Promise<string | null> {
  const { author } = options.judged;
  if (!options.asked.selected.people.isNamed(author)) {
    return null;
  }
  const db = new SqlWriter(trx);
  const [person] = await db.rows<{ bot_reason: string | null }>(
    db.sql`select bot_reason from people where id = ${author}`,
  );
  return person?.bot_reason ?? null;
}

/** A repository, and what it has to do with a commit. */
interface RepositoryState {
  row: RepositoryRow;
  isSelected: boolean;
  /** Whether it is not as it is at its host, as far as is known. */
  isBehind: boolean;
  folders?: ReturnType<typeof toRepository>['folders'];
  /** Which of these the commit changed. */
  changed: string[];
}

/** The repositories that a finding is about, in its order; where it was nowhere found, those that are behind first. */
async function readStates(
  trx: Knex,
  options: { finding: Finding; asked: Asked },
): Promise<RepositoryState[]> {
  const { finding, asked } = options;
  const { scopes } = asked.selected;
  const selected = new Set(repositoriesOf(scopes));
  const folders = listFolders(scopes.folders);
  const changed = await readChanged(trx, options);
  const rows = new Map(
    (await readRepositories(trx, finding.repositoryIds)).map(row => [
      row.id,
      asSelected(row, scopes),
    ]),
  );
  const states = finding.repositoryIds.flatMap(id => {
    const row = rows.get(id);
    return row
      ? [
          {
            row,
            isSelected: selected.has(id),
            isBehind:
              row.synced_at === null || knownUntil(row, asked.now) !== null,
            folders: folders.get(id),
            changed: changed.get(id) ?? [],
          },
        ]
      : [];
  });
  return finding.verdict === 'unknown'
    ? states.sort((a, b) => Number(b.isBehind) - Number(a.isBehind))
    : states;
}

/** Those folders of the selection that a commit changed, by repository. */
async function readChanged(
  trx: Knex,
  { finding, asked }: { finding: Finding; asked: Asked },
): Promise<Map<number, string[]>> {
  const { folders } = asked.selected.scopes;
  const setId = finding.row?.folder_set_id;
  const changed = new Map<number, string[]>();
  if (!setId || folders.length === 0) {
    return changed;
  }
  const db = new SqlWriter(trx);
  const rows = await db.rows<{ scope_id: number }>(
    db.sql`select scope_id from holder_set_scopes where set_id = ${setId}`,
  );
  const ids = new Set(rows.map(({ scope_id }) => scope_id));
  for (const { id, repositoryId, path } of folders) {
    if (!ids.has(id)) continue;
    changed.set(repositoryId, [...(changed.get(repositoryId) ?? []), path]);
  }
  changed.forEach(paths => paths.sort());
  return changed;
}
