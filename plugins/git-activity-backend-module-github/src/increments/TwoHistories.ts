import { GithubClient, RATE_LIMIT } from '../client/GithubClient';
import { PageSize } from '../client/PageSize';
import {
  COMMIT_FIELDS,
  CommitNode,
  GraphNode,
  incomplete,
  PARENTS,
} from '../commits';
import { TooHeavyError } from '../errors';
import { headUnknown } from '../history';
import {
  CheckedPage,
  checkPage,
  HistoryPage,
  PAGE_INFO,
  TOTAL_COUNT,
} from '../pages';
import { CommitGraph } from './CommitGraph';
import { Increment } from './comparison';

const QUERY = `query Increment(
  $owner: String!, $name: String!, $first: Int!, $withTotal: Boolean!,
  $to: GitObjectID!, $afterTo: String, $withTo: Boolean!,
  $from: GitObjectID!, $afterFrom: String, $withFrom: Boolean!
) {
  repository(owner: $owner, name: $name) {
    to: object(oid: $to) @include(if: $withTo) {
      ... on Commit {
        history(first: $first, after: $afterTo) {
          ${TOTAL_COUNT}
          ${PAGE_INFO}
          nodes {${COMMIT_FIELDS}}
        }
      }
    }
    from: object(oid: $from) @include(if: $withFrom) {
      ... on Commit {
        history(first: $first, after: $afterFrom) {
          ${PAGE_INFO}
          nodes { oid ${PARENTS} }
        }
      }
    }
  }
  ${RATE_LIMIT}
}`;

const SIDES = ['to', 'from'] as const;
type Side = (typeof SIDES)[number];

interface Answer {
  repository: {
    to?: { history?: HistoryPage<CommitNode> } | null;
    from?: { history?: HistoryPage<GraphNode> } | null;
  } | null;
}

/** How far one of the two histories was looked through. */
interface Place {
  after?: string;
  ended: boolean;
}

/** What lies between two heads. */
export interface Found {
  /** Newest first; it may hold some that the old head has as well, where commits claim to be older than their parents. */
  added: CommitNode[];
  /** Newest first. */
  removed: string[];
  /** How many commits the new head reaches, if the host could count them. */
  total?: number;
}

/** What is known of two histories so far. */
export class TwoHistories {
  readonly #increment: Increment;
  readonly #graph = new CommitGraph();
  readonly #pages: PageSize;
  /** The commits of each history, newest first. */
  readonly #to = new Map<string, CommitNode>();
  readonly #from = new Set<string>();
  readonly #places: Record<Side, Place> = {
    to: { ended: false },
    from: { ended: false },
  };
  /** Whether it is still to be asked how many commits there are; counting them may be too much for the host. */
  #withTotal = true;
  #total: number | undefined;

  constructor(increment: Increment) {
    this.#increment = increment;
    this.#pages = new PageSize(increment.pageSize);
  }

  /** Reads the next page of each history, of so many commits at the most. */
  async goOn(wanted: number): Promise<void> {
    const { to, from } = await this.#pages.ask(
      size => this.#read(Math.min(size, wanted)),
      this.#increment,
    );
    this.#withTotal = false;
    this.#total ??= to?.total;
    to?.nodes.forEach(node => this.#to.set(node.oid, node));
    from?.nodes.forEach(node => this.#from.add(node.oid));
    this.#advance('to', to);
    this.#advance('from', from);
  }

  find(): Found | undefined {
    const { from, to } = this.#increment;
    const added = this.#graph.difference({ head: to, base: from });
    const removed = this.#graph.difference({ head: from, base: to });
    const shown =
      [...added].every(sha => this.#to.has(sha)) &&
      [...removed].every(sha => this.#from.has(sha));
    return shown && this.#graph.isUnreachable(removed, to)
      ? {
          added: [...this.#to.values()].filter(({ oid }) => added.has(oid)),
          removed: [...this.#from].filter(sha => removed.has(sha)),
          total: this.#total,
        }
      : undefined;
  }

  /** A history that has ended has all that its head reaches. */
  assertMayGoOn(): void {
    const broken = SIDES.find(
      side =>
        this.#places[side].ended && !this.#graph.isWhole(this.#increment[side]),
    );
    if (broken || SIDES.every(side => this.#places[side].ended)) {
      throw incomplete(
        `a history of ${
          this.#increment[broken ?? 'to']
        } ends before all of its commits were there`,
      );
    }
  }

  #advance(side: Side, page: CheckedPage<GraphNode> | undefined): void {
    if (page) {
      this.#graph.add(page.nodes);
      this.#places[side] = { after: page.next, ended: !page.next };
    }
  }

  async #read(first: number) {
    const { repository, from, to, signal, onRequest } = this.#increment;
    const { owner, name } = repository;
    const places = this.#places;
    const fullName = `${owner}/${name}`;
    const client: GithubClient = await this.#increment.getClient();
    const { data, problems } = await client
      .graphql<Answer>(
        QUERY,
        {
          owner,
          name,
          first,
          withTotal: this.#withTotal,
          to,
          afterTo: places.to.after ?? null,
          withTo: !places.to.ended,
          from,
          afterFrom: places.from.after ?? null,
          withFrom: !places.from.ended,
        },
        { signal, onRequest, repository: fullName },
      )
      .catch(error => {
        this.#withTotal &&= !(error instanceof TooHeavyError);
        throw error;
      });
    if (problems.length > 0) {
      throw client.explain(problems[0], fullName);
    }
    return {
      to: this.#check('to', { history: data.repository?.to?.history, first }),
      from: this.#check('from', {
        history: data.repository?.from?.history,
        first,
      }),
    };
  }

  #check<TNode extends GraphNode>(
    side: Side,
    answer: { history: HistoryPage<TNode> | undefined; first: number },
  ): CheckedPage<TNode> | undefined {
    const { history, first } = answer;
    const { after, ended } = this.#places[side];
    const head = this.#increment[side];
    if (ended) {
      return undefined;
    }
    if (!history) {
      throw headUnknown(head);
    }
    return checkPage(history, {
      size: first,
      head: after === undefined ? head : undefined,
    });
  }
}
