import { components, operations, paths } from './openapi.generated';

type Schemas = components['schemas'];

/** The routes of the HTTP API as its OpenAPI document has them, for typed handlers in tests. @public */
export type GitActivityPaths = paths;

/** Commits by day in a selection, what was left out, and how complete and fresh the numbers are. @public */
export type Calendar = Schemas['Calendar'];

/** From and up to which day, and for how many repositories, the numbers of a selection are complete. @public */
export type Coverage = Schemas['Coverage'];

/** What a selection comes to in each of its repositories: one page of them. @public */
export type Breakdown = Schemas['Breakdown'];

/** What a group, a system or a domain comes to in each of its direct parts: one page of them. @public */
export type PartBreakdown = Schemas['PartBreakdown'];

/** When in the week work was done in a selection, and how steadily. @public */
export type Rhythm = Schemas['Rhythm'];

/** What is stored about the caller. @public */
export type StoredAboutMe = Schemas['StoredAboutMe'];

/** Why the repository of an entity is not followed. @public */
export type EntityProblem = Schemas['EntityProblem'];

/** One human or bot behind one or more authors as written in commits. @public */
export type Person = Schemas['Person'];

/** A page of the people of a selection, by name. @public */
export type PersonList = Schemas['PersonList'];

/** One counted commit. @public */
export type Commit = Schemas['Commit'];

/** A page of counted commits, newest first. @public */
export type CommitList = Schemas['CommitList'];

/** Why a commit is counted in a selection, or why not. @public */
export type CommitExplanation = Schemas['CommitExplanation'];

/** A repository, the entities it stands behind, and the state of its sync. @public */
export type Repository = Schemas['Repository'];

/** A page of repositories, by URL. @public */
export type RepositoryList = Schemas['RepositoryList'];

/** The state of a repository's sync. @public */
export type RepositoryStatus = Repository['status'];

/** By which rule an author is who they are. @public */
export type IdentityRule = Schemas['IdentityRule'];

/** Somebody whom commits name, what they write, and why they are who they are. @public */
export type Identity = Schemas['Identity'];

/** A page of everyone whom commits name, by how many do. @public */
export type IdentityList = Schemas['IdentityList'];

/** A pair that may be one human, and why. @public */
export type IdentitySuggestion = Schemas['IdentitySuggestion'];

/** Pairs that may be one human. @public */
export type IdentitySuggestionList = Schemas['IdentitySuggestionList'];

/** What an admin said of who somebody is. @public */
export type Alias = Schemas['Alias'];

/** A page of what was said of who is who, also of what was undone, and what the portal's configuration says. @public */
export type AliasList = Schemas['AliasList'];

/** Who authors are to be: a User, or whoever has another address. @public */
export type AliasRequest = Schemas['AliasRequest'];

/** Whose authors and commits are whose by an alias. @public */
export type AliasChange = Schemas['AliasChange'];

/** That an address is a User's, and what was decided on that. @public */
export type Claim = Schemas['Claim'];

/** That a person was erased. @public */
export type Erasure = Schemas['Erasure'];

/** A page of claims. @public */
export type ClaimList = Schemas['ClaimList'];

/** Which people are listed. @public */
export type IdentitiesQuery = NonNullable<
  operations['GetIdentities']['parameters']['query']
>;

/** Which part of the history of aliases. @public */
export type AliasesQuery = NonNullable<
  operations['GetAliases']['parameters']['query']
>;

/** Which claims are listed. @public */
export type ClaimsQuery = NonNullable<
  operations['GetClaims']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.getCalendar}. @public */
export type CalendarQuery = NonNullable<
  operations['GetCalendar']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.getBreakdown}, and which repositories in which order. @public */
export type BreakdownQuery = NonNullable<
  operations['GetBreakdown']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.getPartBreakdown}, and which parts in which order. @public */
export type PartBreakdownQuery = NonNullable<
  operations['GetPartBreakdown']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.getRhythm}. @public */
export type RhythmQuery = NonNullable<
  operations['GetRhythm']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.getPeople}. @public */
export type PeopleQuery = NonNullable<
  operations['GetPeople']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.getCommits}. @public */
export type CommitsQuery = NonNullable<
  operations['GetCommits']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.explainCommit}. @public */
export type CommitExplanationQuery = NonNullable<
  operations['ExplainCommit']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.exportRows}, what a row is, and in which form rows come. @public */
export type ExportQuery = NonNullable<
  operations['Export']['parameters']['query']
>;

/** The filters of {@link GitActivityApi.getRepositories}. @public */
export type RepositoriesQuery = NonNullable<
  operations['GetRepositories']['parameters']['query']
>;
