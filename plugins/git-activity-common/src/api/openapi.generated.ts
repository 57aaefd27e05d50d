// Generated from openapi.yaml by `yarn build:openapi`; change that file instead.
/* eslint-disable */

export interface paths {
    "/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Commits by day in a selection. Only days with at least one counted commit are listed; a day that is not listed had none if it is within `coverage.completeFrom` and `coverage.completeUntil`, and is unknown otherwise. */
        get: operations["GetCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What a calendar of the same filters comes to in each repository of the selection, and in the same number of days before. What several repositories hold counts in each of them: an item's `commits` is `totals.commits` of a calendar with that `repository`. Needs the permission to read repositories, too. */
        get: operations["GetBreakdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/breakdown/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What a calendar of the same filters comes to in each direct part of one group, system or domain, and in the same number of days before. Parts of a group are its sub-groups, each with all that is below it; of a system or domain, what it has as parts. What the entity itself stands for, which of a group is what it owns directly, is an item of its own, with `own`. An item's `commits` is `totals.commits` of a calendar with the part's `entityRef`: a commit counts once in a part, and in each part that holds it. Parts that the caller cannot see, and those without repositories that the caller can see, are not there. */
        get: operations["GetPartBreakdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rhythm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description When in the week work was done, and how steadily: what a calendar of the same filters counts, by weekday and hour, and by week. `hours` adds up to `totals.commits` of the calendar, and so does `commits` of `weeks`. */
        get: operations["GetRhythm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The people in a selection for whom at least one commit counts, authored or co-authored, by name: those who would see one if they were asked for as `person`. */
        get: operations["GetPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The counted commits of a selection: the latest day first, and of a day the latest first. Over the same filters, the number of items on all pages equals `totals.commits` of the calendar. */
        get: operations["GetCommits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commits/{sha}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Why a commit is counted by these filters, or why not. It is judged by the rules by which calendars count: it is on a page of `/commits` with the same filters just if its verdict is `counts`. What the caller cannot see is answered as what is not there. Needs the permission to read repositories, too. */
        get: operations["ExplainCommit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description All that a calendar of the same filters counts, row by row, the latest day first, sent as fast as it is taken; the sum of `commits`, or the number of commits, is `totals.commits` of the calendar. `rows=days` has a row for each day, repository and author: `day`, `repositoryId`, `personId`, `repository`, `person`, `user`, `bot`, `commits`. What is co-authored is in the row of its author only. `rows=commits` has a row for each commit: `day`, `repositoryId`, `sha`, `authoredAt`, `personId`, `repository`, `person`, `user`, `bot`, `coAuthors`, `coAuthorsCut`, `merge`, `subject`, `url`. The header `Git-Activity-Export` says what a calendar would but for its days: range, totals, what is left out, coverage, revision. Each few thousand commits are read as of their own moment, so a repository that is synced meanwhile may show with more. An answer that ends without the last chunk of its transfer encoding was cut off, and can be gone on with by `cursor`. Needs the permission to read repositories, and the one to read calendars, or single commits. */
        get: operations["Export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The repositories behind a selection, by URL, and how fresh each one is. */
        get: operations["GetRepositories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/repositories/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Makes a repository due, whatever back-off it was in: at once, or a minute after its last sync began; however often it is asked for, one sync follows. A limit of its host is never passed. */
        post: operations["SyncRepository"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Everyone whom commits name, in all repositories that entities have, by how many commits name them; with what they write, and by which rule they are who they are. Needs the permission to decide who is who (`git-activity.identity.update`), with which everything is seen. */
        get: operations["GetIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identities/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Pairs that may be one human, and why, those with the most commits to gain first; at most 100. Two Users are never suggested. Needs the permission to decide who is who. */
        get: operations["GetIdentitySuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identities/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes the names, addresses and accounts of a person out of the ledger, and keeps them out of it at every later sync. Their commits count as before, for nobody who is told. It cannot be undone. Needs the permission to decide who is who. */
        post: operations["ErasePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What was said of who is who: by admins, also what was undone, the latest first; and in the portal's configuration. Needs the permission to decide who is who. */
        get: operations["GetAliases"];
        put?: never;
        /** @description Says who the authors with an address are: a User, or whoever has another address. Commits and counts stay as they are stored. Of several aliases about the same authors, the latest counts. Needs the permission to decide who is who. */
        post: operations["AddAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aliases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Undoes an alias; it stays in the history. Needs the permission to decide who is who. */
        delete: operations["UndoAlias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Addresses that the caller says are theirs, or that anybody does, the latest first. */
        get: operations["GetClaims"];
        put?: never;
        /** @description Says that an address is the caller's, who has to be a User. An admin decides; unless a host has verified it: if it takes commits with that address for an account that is the caller's. A second claim of the same address changes nothing as long as the first is not decided. */
        post: operations["AddClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Approves or declines a claim; also one that was decided otherwise before. Needs the permission to decide who is who. */
        post: operations["DecideClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What is stored about the caller, who must be a User: what of the catalog recognises them, as whom commits know them, and whether they opted out. Needs no permission. */
        get: operations["GetStoredAboutMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/opt-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description From now on nobody else is told of the caller by name; their commits count in totals */
        put: operations["OptOut"];
        post?: never;
        /** @description Takes that back. What the catalog or the configuration says stays */
        delete: operations["OptIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A calendar day */
        Day: string;
        /**
         * Format: date-time
         * @description A moment, ISO 8601 in UTC
         */
        Timestamp: string;
        Calendar: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            /** @description What a day is. `author` is the author's own UTC offset; anything else is an IANA time zone */
            dayBasis: string;
            /** @description What counted of the repositories that entities of the selection live in a folder of */
            scope: {
                /**
                 * @description As asked for
                 * @enum {string}
                 */
                counted: "entity" | "repository";
                /** @description In how many folders entities of the selection live */
                folders: number;
                /** @description The folders' paths, sorted; of very many, the first 20 */
                paths: string[];
                /** @description Those of them whose repository counts as a whole whatever is asked for, since its source cannot tell what commits changed them; of very many, the first 20 */
                untold: string[];
            };
            /** @description Whether the caller is told of others than themselves by name, and may ask for what single ones of them did */
            peopleNamed: boolean;
            /** @description How many Users that the caller may see are in the groups asked for; only with `lens=members` */
            members?: number;
            /** @description Days with at least one counted commit, sorted */
            days: {
                date: components["schemas"]["Day"];
                commits: number;
            }[];
            totals: {
                commits: number;
                /** @description Null, as the others, where `published` is there */
                activeDays: number | null;
                /** @description People for whom at least one commit counts; as many as are on all pages of `/people` with the same filters */
                people: number | null;
                /** @description Repositories with at least one counted commit */
                repositories: number | null;
            };
            /** @description What the filters left out. Each commit is in at most one of these numbers. */
            excluded: {
                /** @description Merge commits by anyone */
                merges: number;
                /** @description Other commits authored by bots */
                bots: number;
                /** @description Commits of the selection whose author date is unusable, whatever the range; null where `published` is there */
                invalidDates: number | null;
            };
            /** @description There where a figure has to rest on several people (`gitActivity.privacy`): then `days` is empty, and commits are told by longer spans, whole ones of the range only. A span's figures are made once, some days after it is over, of what had been pushed by then; what too few people did, in a selection or in a span, is in no figure. Repositories count as a whole. */
            published?: {
                /** @description On how many people each figure rests at least */
                minimumPeople: number;
                /** @description The last day up to which figures were made of all repositories of the selection; null if there are none yet */
                until: components["schemas"]["Day"] | null;
                /** @description Sorted; a longer span has what is not in shorter ones within it */
                spans: {
                    from: components["schemas"]["Day"];
                    to: components["schemas"]["Day"];
                    commits: number;
                }[];
            };
            coverage: components["schemas"]["Coverage"];
            /** @description Users asked for whom nothing in the catalog (email, account) lets anybody recognise in commits: what they did is not known, and not zero */
            unrecognised: string[];
            revision: components["schemas"]["Revision"];
        };
        /** @description Names the state of the ledger that an answer is of. Answers for one selection with the same revision fit together; another revision means that something changed in between. */
        Revision: string;
        Coverage: {
            /** @description The first day of the range from which on the numbers are complete; null while no day of it is. Failed repositories that were never read are not waited for; see `repositories.failed`. */
            completeFrom: components["schemas"]["Day"] | null;
            /** @description The last day of the range up to which the numbers are complete; the days after it are not known, since a repository could not be synced since then. The last day of the range if all are known; null while no day is. */
            completeUntil: components["schemas"]["Day"] | null;
            /** @description When the least recently synced repository of the selection was last up to date; null if none ever was */
            syncedAt: components["schemas"]["Timestamp"] | null;
            repositories: {
                total: number;
                /** @description Up to date as of their last sync */
                current: number;
                /** @description Never completely synced so far */
                pending: number;
                /** @description Whose last sync failed: stale or never read */
                failed: number;
            };
            /** @description Repositories whose sync waits until their host allows more requests, which is no failure, and until when the last of them waits; absent if none does */
            heldBack?: {
                repositories: number;
                until: components["schemas"]["Timestamp"];
            };
            /** @description Entities of the selection whose repository could not be recorded, and why */
            problems: components["schemas"]["EntityProblem"][];
        };
        EntityProblem: {
            entityRef: string;
            message: string;
        };
        /**
         * @description Of a repository, or of all repositories of a part. `active`: something counts in the range; `quiet`: nothing counts in the 90 days up to its end, though it was read; `incomplete`: of some day of the range it is not known what there is; `new`: its first commit is of the calendar year in which the range ends
         * @enum {string}
         */
        BreakdownState: "active" | "quiet" | "incomplete" | "new";
        Breakdown: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            /** @description As many days before */
            previous: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
            };
            /** @description How many days a point of `series` sums up; 7 for ranges of up to 840 days, and a multiple of it for longer ones */
            daysPerPoint: number;
            items: {
                repository: components["schemas"]["Repository"];
                commits: number;
                /** @description In the days before the range */
                previousCommits: number;
                /** @description Commits over the range; the last point ends with its last day, the first one may have fewer days than the others */
                series: number[];
                /** @description The day of the first commit that is stored, of any kind and by anybody; null if there is none */
                firstDay: components["schemas"]["Day"] | null;
                /** @description The last day up to the end of the range on which something counts; null if there is none */
                lastDay: components["schemas"]["Day"] | null;
                states: components["schemas"]["BreakdownState"][];
            }[];
            nextCursor?: string;
            /** @description How many repositories the search finds, and how many of them are what, whatever `state` asks for */
            totals: {
                repositories: number;
                active: number;
                quiet: number;
                incomplete: number;
                new: number;
            };
            /** @description As in a calendar */
            unrecognised: string[];
            revision: components["schemas"]["Revision"];
        };
        /** @description As a breakdown by repository, where it says nothing else */
        PartBreakdown: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            previous: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
            };
            daysPerPoint: number;
            items: {
                part: {
                    entityRef: string;
                    /** @description Whether it is what the entity that is asked for stands for by itself, and not what its parts do */
                    own: boolean;
                };
                commits: number;
                previousCommits: number;
                series: number[];
                firstDay: components["schemas"]["Day"] | null;
                lastDay: components["schemas"]["Day"] | null;
                states: components["schemas"]["BreakdownState"][];
                /** @description Of the part, and of the range with the days before it */
                coverage: components["schemas"]["Coverage"];
            }[];
            nextCursor?: string;
            /** @description How many parts the search finds, and how many of them are what, whatever `state` asks for */
            totals: {
                parts: number;
                active: number;
                quiet: number;
                incomplete: number;
                new: number;
            };
            unrecognised: string[];
            revision: components["schemas"]["Revision"];
        };
        Rhythm: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            /** @description Commits by weekday, from Monday, and by hour, from midnight; always by the clock of who wrote them, even if days are counted in one time zone */
            hours: number[][];
            /** @description How many days an item of `weeks` sums up; 7 for ranges of up to 840 days, and a multiple of it for longer ones */
            daysPerPoint: number;
            /** @description The range; the last item ends with its last day, the first one may have fewer days than the others */
            weeks: {
                from: components["schemas"]["Day"];
                commits: number;
                /** @description As `totals.people` of a calendar of these days */
                people: number;
                /** @description As `totals.repositories` of a calendar of these days */
                repositories: number;
            }[];
            /** @description As in a calendar */
            unrecognised: string[];
            revision: components["schemas"]["Revision"];
        };
        StoredAboutMe: {
            userEntityRef: string;
            /** @description What the catalog calls them */
            name?: string;
            /** @description By which the catalog lets them be recognised */
            emails: string[];
            /** @description By which the catalog lets them be recognised */
            accounts: components["schemas"]["HostAccount"][];
            /** @description As whom commits know them */
            authors: {
                name: string;
                email: string;
                /** @description For whom hosts take them */
                accounts: components["schemas"]["HostAccount"][];
            }[];
            /** @description Of addresses, by them, the latest first */
            claims: components["schemas"]["Claim"][];
            optedOut: {
                byMe: boolean;
                /** @description By their entity in the catalog or by the configuration */
                byOthers: boolean;
            };
        };
        HostAccount: {
            host: string;
            login: string;
        };
        PersonList: {
            items: components["schemas"]["Person"][];
            nextCursor?: string;
            /** @description How many people the search finds, on all pages */
            totals: {
                people: number;
            };
            revision: components["schemas"]["Revision"];
        };
        Person: {
            id: string;
            name: string;
            /** @description The catalog User that this person is */
            userEntityRef?: string;
            bot: boolean;
            /** @description True of the author of a commit of whom the caller is not told who it is; id and name are then empty */
            withheld?: boolean;
        };
        CommitList: {
            items: components["schemas"]["Commit"][];
            nextCursor?: string;
            revision: components["schemas"]["Revision"];
        };
        Commit: {
            sha: string;
            repository: {
                id: string;
                url: string;
            };
            day: components["schemas"]["Day"];
            /**
             * Format: date-time
             * @description ISO 8601 with the offset that the author wrote; absent if the caller is not told who that is
             */
            authoredAt?: string;
            author: components["schemas"]["Person"];
            /** @description Humans whom it names as co-authors, beside the author, as far as the caller is told who they are */
            coAuthors: components["schemas"]["Person"][];
            /** @description How many more it names: only the first 100 are kept. Null if that is not known, because its message has more than 200,000 characters. Absent if all were kept */
            coAuthorsCut?: number | null;
            /** @description The first paragraph of its message; one of more than 1,000 characters ends with …. Absent if the caller may not read it */
            subject?: string;
            merge: boolean;
            /** @description Where the host shows this commit */
            url?: string;
        };
        CommitExplanation: {
            /** @description All of it; of a commit that was not found, as it was asked for */
            sha: string;
            /**
             * @description `counts`: on `commit.day`, in `commit.repository`. Left out, though it is in the selection: `by-others`, since none of the people asked for did it; `unusable-date`, since it has no author date, or one that is still to come; `outside-range`, since its day is not asked for; `merge` and `bot`, by these filters. Not in the selection: `outside-folders`, since it changed none of the folders that count in its repository; `folder-unread`, since it is not known yet of all commits whether they did; `removed`, since the history of a repository was rewritten without it, at `removedAt`; `elsewhere`, since other repositories hold it. `unknown`: no repository that the caller may see has it on the branch that counts, as of the `head` and `lastSyncedAt` of each.
             * @enum {string}
             */
            verdict: "counts" | "by-others" | "unusable-date" | "outside-range" | "merge" | "bot" | "outside-folders" | "folder-unread" | "removed" | "elsewhere" | "unknown";
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            /** @description The commit, if a repository that the caller may see holds it, and the portal tells of single ones */
            commit?: {
                sha: string;
                /** @description The repository of the selection that it belongs to; of a commit that is not in the selection, one that holds it */
                repository: {
                    id: string;
                    url: string;
                };
                /** @description The day on which it counts or would count; absent if its author date is unusable */
                day?: components["schemas"]["Day"];
                /**
                 * Format: date-time
                 * @description As in lists of commits; absent if it is unusable for good, too
                 */
                authoredAt?: string;
                author: components["schemas"]["Person"];
                coAuthors: components["schemas"]["Person"][];
                coAuthorsCut?: number | null;
                subject?: string;
                merge: boolean;
                url?: string;
            };
            /** @description Those of its people, and of those asked for, for whom it counts; if it is left out as a bot's, its human co-authors, for whom it counts where they are asked for */
            countsFor: components["schemas"]["Person"][];
            /** @description If it is in the selection and its author is a bot, the rule that says so */
            botRule?: string;
            /** @description When the sync that found the history rewritten took it out */
            removedAt?: components["schemas"]["Timestamp"];
            /** @description The repositories that hold it, first the one in which it counts; or those from which it was removed; or, of one that was not found, those of the selection, or the one of `url`, those first that are not up to date */
            repositories: {
                repository: components["schemas"]["Repository"];
                /** @description The branch that counts; null if it is not known */
                branch: string | null;
                /** @description Whether it is in the selection */
                selected: boolean;
                /** @description Those of the repository's `folders` that the commit changed; absent if it counts as a whole */
                changed?: string[];
            }[];
            /** @description How many such repositories there are, and how many of them are not known to be up to date */
            totals: {
                repositories: number;
                behind: number;
            };
            /** @description As in a calendar */
            unrecognised: string[];
            revision: components["schemas"]["Revision"];
        };
        RepositoryList: {
            items: components["schemas"]["Repository"][];
            nextCursor?: string;
        };
        Repository: {
            id: string;
            url: string;
            /** @description The id of the CommitSource that reads it */
            source: string;
            /** @description The entities behind which it stands, those that the caller may see */
            entityRefs: string[];
            /**
             * @description `pending`: never synced; `syncing`: being synced for the first time, after a rewrite or after trouble; `current`: up to date as of `lastSyncedAt`; `stale`: synced once, but the last attempt failed; `failed`: never synced, and the last attempt failed.
             * @enum {string}
             */
            status: "pending" | "syncing" | "current" | "stale" | "failed";
            /** @description The commit synced to; null before the first sync and for an empty repository */
            head: string | null;
            /** @description Stored commits, merges and bots included; null where a figure has to rest on several people, and so is `head` */
            commits: number | null;
            /** @description The folders of it that the selection counts, by path; `head`, `status`, `coverage`, `lastSyncedAt` and `error` are then about these. Absent if it counts as a whole */
            folders?: {
                path: string;
                /** @description How many stored commits changed it, merges and bots included; absent in a breakdown */
                commits?: number;
            }[];
            coverage: {
                /** @description The day from which on the ledger is complete; null while no day is, `0001-01-01` for the whole history */
                completeFrom: components["schemas"]["Day"] | null;
                /** @description The last day that is known, if the repository could not be synced since; null if it is up to date */
                completeUntil: components["schemas"]["Day"] | null;
            };
            /** @description What to know of its numbers although it can be read, such as that it is a shallow clone */
            notices: string[];
            /** @description Whether the host has made it read-only; absent if it has not or does not tell */
            archived?: boolean;
            /** @description When it was last known to be completely up to date */
            lastSyncedAt: components["schemas"]["Timestamp"] | null;
            nextSyncAt: components["schemas"]["Timestamp"] | null;
            /** @description That its sync waits until the host allows more requests, which is no failure; absent if it does not wait */
            heldBack?: {
                until: components["schemas"]["Timestamp"];
                /** @description Whose limit it is, for users to read */
                reason: string;
            };
            error?: {
                /** @enum {string} */
                kind: "try-later" | "gone" | "forbidden" | "broken" | "refused" | "stuck" | "incomplete" | "unknown";
                message: string;
            };
        };
        SyncAnswer: {
            nextSyncAt: components["schemas"]["Timestamp"];
            /** @description What happens, for users to read */
            message: string;
        };
        /**
         * @description By which rule an author is who they are: an admin's alias; one of the configuration; an approved claim; a User's account, told by the host with the commits; a User's address; the account for which a host made the address up; the address, which is nobody's in the catalog; the name, because anybody may have the address; or a bot. A repository's `.mailmap` goes before all of them.
         * @enum {string}
         */
        IdentityRule: "alias" | "configuration" | "claim" | "account" | "email" | "noreply" | "address" | "name" | "bot";
        /** @description Authors, by what an alias can say of them */
        AliasAuthors: {
            email: string;
            /** @description Only whoever writes this name; anybody unless given */
            name?: string;
        };
        IdentityAuthor: {
            name: string;
            email: string;
            /** @description For whom hosts take them */
            accounts: {
                host: string;
                login: string;
            }[];
            /** @description How many commits name them, as author or co-author, merges as well; after `.mailmap`s */
            commits: number;
            /** @description Whether the `.mailmap` of a repository leads other spellings here */
            mailmapped?: boolean;
            rule: components["schemas"]["IdentityRule"];
        };
        Identity: {
            id: string;
            /** @description Of the User, or else the name that most commits have */
            name: string;
            /** @description The User that they are */
            userEntityRef?: string;
            /** @description Why they are taken for a bot; absent for humans */
            botReason?: string;
            /**
             * @description Whether they were erased; absent for all others
             * @enum {boolean}
             */
            erased?: true;
            /** @description By what an alias can be about them; absent for who was erased, and for Users and bots, of whom an alias can be about one author */
            alias?: components["schemas"]["AliasAuthors"];
            commits: number;
            /** @description What they write, with the most commits first; at most 20 */
            authors: components["schemas"]["IdentityAuthor"][];
            /** @description How many authors they are */
            authorCount: number;
        };
        IdentityTotal: {
            people: number;
            commits: number;
        };
        IdentityList: {
            items: components["schemas"]["Identity"][];
            nextCursor?: string;
            /** @description How many the search finds, whatever `state` is asked for */
            totals: {
                matched: components["schemas"]["IdentityTotal"];
                unmatched: components["schemas"]["IdentityTotal"];
                bot: components["schemas"]["IdentityTotal"];
            };
        };
        IdentitySuggestion: {
            /** @description Somebody who is no User */
            from: {
                id: string;
                name: string;
                commits: number;
                alias: components["schemas"]["AliasAuthors"];
            };
            /** @description Whom they may be; `userEntityRef` or `sameAs` is what an alias would say */
            into: {
                name: string;
                commits: number;
                userEntityRef?: string;
                sameAs?: string;
            };
            reasons: ("name" | "address" | "account")[];
        };
        IdentitySuggestionList: {
            items: components["schemas"]["IdentitySuggestion"][];
        };
        /** @description Just one of `userEntityRef` and `sameAs` */
        AliasRequest: {
            /** @description Of the authors that it is about, in any case */
            email: string;
            /** @description Only whoever writes this name; anybody unless given */
            name?: string;
            /** @description The User that they are */
            userEntityRef?: string;
            /** @description The address of whoever they are */
            sameAs?: string;
            /** @description Whether nothing is to be written */
            preview?: boolean;
        };
        AliasMove: {
            from: components["schemas"]["AliasParty"];
            to: components["schemas"]["AliasParty"];
            /** @description How many commits name the authors */
            commits: number;
            /** @description Those with the most commits first; at most 20 */
            authors: {
                name: string;
                email: string;
                commits: number;
            }[];
            authorCount?: number;
        };
        AliasParty: {
            name: string;
            userEntityRef?: string;
        };
        AliasChange: {
            /** @description Absent in a preview */
            alias?: components["schemas"]["Alias"];
            /** @description Whose authors and commits are whose now */
            moves: components["schemas"]["AliasMove"][];
        };
        Alias: {
            id: string;
            email: string;
            name?: string;
            userEntityRef?: string;
            sameAs?: string;
            /** @description The entity ref of who said it */
            createdBy: string;
            createdAt: components["schemas"]["Timestamp"];
            undoneBy?: string;
            undoneAt?: components["schemas"]["Timestamp"];
        };
        AliasList: {
            items: components["schemas"]["Alias"][];
            nextCursor?: string;
            /** @description What `gitActivity.people.aliases` says */
            configured: {
                email: string;
                name?: string;
                userEntityRef?: string;
                sameAs?: string;
            }[];
        };
        ClaimRequest: {
            email: string;
        };
        Erasure: {
            /** @description The id of the person, which stays */
            id: string;
            /** @description How many pairs of a name and an address were erased; 0 if all were before */
            authors: number;
        };
        ClaimDecision: {
            /** @enum {string} */
            decision: "approved" | "declined";
        };
        Claim: {
            id: string;
            userEntityRef: string;
            email: string;
            /** @enum {string} */
            state: "pending" | "approved" | "declined";
            claimedAt: components["schemas"]["Timestamp"];
            decidedAt?: components["schemas"]["Timestamp"];
            /** @description The entity ref of who decided; absent if a host had verified it */
            decidedBy?: string;
            /** @description How many commits name the address; only for those who decide */
            commits?: number;
        };
        ClaimList: {
            items: components["schemas"]["Claim"][];
            nextCursor?: string;
        };
        Error: {
            error: {
                name: string;
                message: string;
            };
        };
    };
    responses: {
        /** @description What was wrong, in Backstage's error format */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
        entityRef: string[];
        /** @description Only these repositories of the selection, by id */
        repository: string[];
        /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
        person: string[];
        /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
        lens: "owned" | "members";
        /** @description Whether a group has what its nested groups have; `include` unless given */
        subgroups: "include" | "exclude";
        /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
        scope: "entity" | "repository";
        /** @description The first day, inclusive; 364 days before `to` unless given */
        from: string;
        /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
        to: string;
        /** @description Whether commits with two or more parents count; `exclude` unless given */
        merges: "exclude" | "include";
        /** @description Whether commits authored by bots count; `exclude` unless given */
        bots: "exclude" | "include";
        /** @description The `nextCursor` of the page before */
        cursor: string;
        /** @description How many items a page holds at most; 100 unless given */
        limit: number;
        /** @description The ETag of an earlier answer */
        ifNoneMatch: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    GetCalendar: {
        parameters: {
            query?: {
                /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
                person?: components["parameters"]["person"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The first day, inclusive; 364 days before `to` unless given */
                from?: components["parameters"]["from"];
                /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
                to?: components["parameters"]["to"];
                /** @description Whether commits with two or more parents count; `exclude` unless given */
                merges?: components["parameters"]["merges"];
                /** @description Whether commits authored by bots count; `exclude` unless given */
                bots?: components["parameters"]["bots"];
            };
            header?: {
                /** @description The ETag of an earlier answer */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar */
            200: {
                headers: {
                    /** @description Changes whenever the answer does */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description Unchanged since the ETag that was sent */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetBreakdown: {
        parameters: {
            query?: {
                /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
                person?: components["parameters"]["person"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The first day, inclusive; 364 days before `to` unless given */
                from?: components["parameters"]["from"];
                /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
                to?: components["parameters"]["to"];
                /** @description Whether commits with two or more parents count; `exclude` unless given */
                merges?: components["parameters"]["merges"];
                /** @description Whether commits authored by bots count; `exclude` unless given */
                bots?: components["parameters"]["bots"];
                /** @description Only repositories whose URL or one of whose entities has this text in it, in upper or lower case */
                search?: string;
                /** @description Only repositories that are all of this */
                state?: components["schemas"]["BreakdownState"][];
                /** @description By what items are sorted: the last part of the repository's path (unless given), commits, how many more commits than in the days before, or the last commit. Those that are equal come by name. */
                sort?: "name" | "commits" | "change" | "lastCommit";
                /** @description Ascending unless given */
                order?: "asc" | "desc";
                /** @description The `nextCursor` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page holds at most; 100 unless given */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of repositories */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breakdown"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetPartBreakdown: {
        parameters: {
            query: {
                /** @description A group, a system or a domain; just one */
                entityRef: string[];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
                person?: components["parameters"]["person"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The first day, inclusive; 364 days before `to` unless given */
                from?: components["parameters"]["from"];
                /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
                to?: components["parameters"]["to"];
                /** @description Whether commits with two or more parents count; `exclude` unless given */
                merges?: components["parameters"]["merges"];
                /** @description Whether commits authored by bots count; `exclude` unless given */
                bots?: components["parameters"]["bots"];
                /** @description Only parts whose entity ref has this text in it, in upper or lower case */
                search?: string;
                /** @description Only parts that are all of this */
                state?: components["schemas"]["BreakdownState"][];
                /** @description By what items are sorted: the entity's name (unless given), commits, how many more commits than in the days before, or the last commit. Those that are equal come by name. */
                sort?: "name" | "commits" | "change" | "lastCommit";
                /** @description Ascending unless given */
                order?: "asc" | "desc";
                /** @description The `nextCursor` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page holds at most; 100 unless given */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of parts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartBreakdown"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetRhythm: {
        parameters: {
            query?: {
                /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
                person?: components["parameters"]["person"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The first day, inclusive; 364 days before `to` unless given */
                from?: components["parameters"]["from"];
                /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
                to?: components["parameters"]["to"];
                /** @description Whether commits with two or more parents count; `exclude` unless given */
                merges?: components["parameters"]["merges"];
                /** @description Whether commits authored by bots count; `exclude` unless given */
                bots?: components["parameters"]["bots"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Hours and weeks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rhythm"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetPeople: {
        parameters: {
            query?: {
                /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
                person?: components["parameters"]["person"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The first day, inclusive; 364 days before `to` unless given */
                from?: components["parameters"]["from"];
                /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
                to?: components["parameters"]["to"];
                /** @description Whether commits with two or more parents count; `exclude` unless given */
                merges?: components["parameters"]["merges"];
                /** @description Whether commits authored by bots count; `exclude` unless given */
                bots?: components["parameters"]["bots"];
                /** @description Only people whose name, or the entity ref of the User that they are, has this text in it, in upper or lower case; both as the caller sees them */
                search?: string;
                /** @description The `nextCursor` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page holds at most; 100 unless given */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of people */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetCommits: {
        parameters: {
            query?: {
                /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
                person?: components["parameters"]["person"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The first day, inclusive; 364 days before `to` unless given */
                from?: components["parameters"]["from"];
                /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
                to?: components["parameters"]["to"];
                /** @description Whether commits with two or more parents count; `exclude` unless given */
                merges?: components["parameters"]["merges"];
                /** @description Whether commits authored by bots count; `exclude` unless given */
                bots?: components["parameters"]["bots"];
                /** @description The `nextCursor` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page holds at most; 100 unless given */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of commits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitList"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    ExplainCommit: {
        parameters: {
            query?: {
                /** @description A page of a host about the commit, whose repository is looked into first: it tells apart what a short SHA does not */
                url?: string;
                /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
                person?: components["parameters"]["person"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The first day, inclusive; 364 days before `to` unless given */
                from?: components["parameters"]["from"];
                /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
                to?: components["parameters"]["to"];
                /** @description Whether commits with two or more parents count; `exclude` unless given */
                merges?: components["parameters"]["merges"];
                /** @description Whether commits authored by bots count; `exclude` unless given */
                bots?: components["parameters"]["bots"];
            };
            header?: never;
            path: {
                /** @description A commit's SHA; or the beginning of it, if that is one commit only of those that the caller may see */
                sha: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What becomes of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitExplanation"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    Export: {
        parameters: {
            query?: {
                /** @description What a row is; `days` unless given */
                rows?: "days" | "commits";
                /** @description `csv` unless given: RFC 4180 in UTF-8, with the names of columns in the first line, co-authors with semicolons between them, and an apostrophe before texts that a spreadsheet would take for formulas. `ndjson`: a JSON object a line, the first of which is `{"export": …}` with what the header says */
                format?: "csv" | "ndjson";
                /** @description The first three columns of the last complete row that the caller has, with underscores between them; what follows on it is sent */
                cursor?: string;
                /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description Only what these people authored or co-authored; each as a User's entity ref, or by person id. An id that became another person's still leads to that person. */
                person?: components["parameters"]["person"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The first day, inclusive; 364 days before `to` unless given */
                from?: components["parameters"]["from"];
                /** @description The last day, inclusive; unless given, today in the time zone that days are counted in, or, if they are the authors' own, the last day that is today anywhere. A range holds at most 36,525 days. */
                to?: components["parameters"]["to"];
                /** @description Whether commits with two or more parents count; `exclude` unless given */
                merges?: components["parameters"]["merges"];
                /** @description Whether commits authored by bots count; `exclude` unless given */
                bots?: components["parameters"]["bots"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rows */
            200: {
                headers: {
                    /** @description A calendar of the same filters without its days, as JSON in ASCII */
                    "Git-Activity-Export"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "text/x-ndjson": string;
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetRepositories: {
        parameters: {
            query?: {
                /** @description A catalog entity, as `kind:namespace/name`. A component-like entity means its repositories; a system or domain, those of its parts; a group, those of all that it and its nested groups own, or what those who are in them did (see `lens`); a user, what that person authored or co-authored. Several are joined; users among other entities, for what they did there. Without any, everything that the caller may see. */
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only these repositories of the selection, by id */
                repository?: components["parameters"]["repository"];
                /** @description How groups are seen. `owned`, unless given: what is theirs, whoever did it. `members`: what those who are in them today, as far as the caller may see them, authored or co-authored in any repository that the caller may see; only for groups and users. */
                lens?: components["parameters"]["lens"];
                /** @description Whether a group has what its nested groups have; `include` unless given */
                subgroups?: components["parameters"]["subgroups"];
                /** @description What counts of repositories that entities live in a folder of: `entity`, only what commits changed there; `repository`, all of them. `entity` unless given. Where no entity is asked for, repositories count as a whole. */
                scope?: components["parameters"]["scope"];
                /** @description The `nextCursor` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page holds at most; 100 unless given */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of repositories */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryList"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    SyncRepository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The repository's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A sync follows */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncAnswer"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            /** @description A limit of the host keeps it waiting; it is synced by itself once that ends */
            429: {
                headers: {
                    /** @description For how many seconds */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            503: components["responses"]["Error"];
        };
    };
    GetIdentities: {
        parameters: {
            query?: {
                /** @description Only people one of whose names, addresses or accounts, or the entity ref of the User that they are, has this text in it, in upper or lower case */
                search?: string;
                /** @description Only Users (`matched`), only those who are neither Users nor bots (`unmatched`), or only bots (`bot`) */
                state?: "matched" | "unmatched" | "bot";
                /** @description The `nextCursor` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page holds at most; 100 unless given */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of people */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityList"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetIdentitySuggestions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pairs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentitySuggestionList"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    ErasePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a person who is no bot */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person is erased, now or since before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetAliases: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page holds at most; 100 unless given */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of aliases */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AliasList"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    AddAlias: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AliasRequest"];
            };
        };
        responses: {
            /** @description What it would change, or, unless it was a preview, has changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AliasChange"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    UndoAlias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alias, undone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alias"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetClaims: {
        parameters: {
            query?: {
                /** @description Whose; `me` unless given. Those of `everyone` need the permission to decide who is who. */
                of?: "me" | "everyone";
                /** @description Only those that are in this state */
                state?: "pending" | "approved" | "declined";
                /** @description The `nextCursor` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page holds at most; 100 unless given */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of claims */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimList"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    AddClaim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            /** @description The claim */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    DecideClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimDecision"];
            };
        };
        responses: {
            /** @description The claim, decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            400: components["responses"]["Error"];
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            404: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    GetStoredAboutMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it, but for the commits themselves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredAboutMe"];
                };
            };
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    OptOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
    OptIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Error"];
            403: components["responses"]["Error"];
            503: components["responses"]["Error"];
        };
    };
}
