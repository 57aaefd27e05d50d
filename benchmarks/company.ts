import { createHash } from 'node:crypto';
import { Entity } from '@backstage/catalog-model';
import { CommitAuthor } from 'backstage-plugin-git-activity-node';

/** How large a made-up company is. */
export interface Company {
  /** A multiple of {@link REPOSITORIES_PER_FAMILY}. */
  repositories: number;
  /** Of each, whatever it shares with others. */
  commits: number;
}

/** What the bars are about. */
export const COMPANY: Company = { repositories: 1_000, commits: 10_000 };
/** As many repositories, each a tenth as long. */
export const QUICK_COMPANY: Company = { repositories: 1_000, commits: 1_000 };
/** A tenth as many repositories, each as long. */
export const SMALL_COMPANY: Company = { repositories: 100, commits: 10_000 };

/** The id of the source that serves the company's repositories. */
export const MADE_UP_SOURCE = 'made-up';

export const YEARS = 10;
export const REPOSITORIES_PER_GROUP = 20;
export const GROUPS_PER_DEPARTMENT = 10;
export const USERS_PER_GROUP = 10;

/** Authors of a repository at a time. */
export const SEATS = 20;
/** How long one person has a seat; half of the seats change hands each year. */
export const YEARS_PER_TENURE = 2;
/** How many people have a seat, one after the other, at most. */
export const ERAS = YEARS / YEARS_PER_TENURE + 1;
/** Who writes a group's repositories in an era, but for visitors from other groups. */
export const PEOPLE_PER_ERA = 66;
/** Of all eras, and a few who are visitors everywhere. */
export const PEOPLE_PER_GROUP = 400;
export const BOTS = 20;
/** One in so many people also writes their name in another way. */
export const PEOPLE_PER_SECOND_NAME = 4;

/** In so many repositories there is one upstream, and {@link FORKS_PER_FAMILY} forks of it. */
export const REPOSITORIES_PER_FAMILY = 100;
export const FORKS_PER_FAMILY = 5;
/** From one member of a family to the next, which belongs to another group. */
export const FORK_DISTANCE = 17;
/** Histories are cut into so many parts: the first fork shares the first 43 with its upstream, the next one 44 … */
export const SHARES = 50;
export const LEAST_SHARED = 43;

const ANNOTATION_REPOSITORY = 'git-activity/repository';
/** Real entities have more to say than their name. */
const TAGS = ['typescript', 'service', 'internal', 'tier-2'];

export function repositoryUrl(id: number | string): string {
  return `https://git.example.com/company/repository-${id}`;
}

export function componentRef(id: number): string {
  return `component:default/repository-${id}`;
}

export function userEmail(id: number): string {
  return `user-${id}@company.example.com`;
}

export function userRef(id: number): string {
  return `user:default/user-${id}`;
}

/** Owns {@link REPOSITORIES_PER_GROUP} components. */
export function groupRef(id: number): string {
  return `group:default/group-${id}`;
}

/** Has {@link GROUPS_PER_DEPARTMENT} groups. */
export function departmentRef(id: number): string {
  return `group:default/department-${id}`;
}

export function countGroups({ repositories }: Company): number {
  return repositories / REPOSITORIES_PER_GROUP;
}

export function countPeople(company: Company): number {
  return countGroups(company) * PEOPLE_PER_GROUP;
}

/** The User that a person is, if they are one: some of those who have worked here lately. */
export function userOf(person: number): number | undefined {
  const group = Math.floor((person - 1) / PEOPLE_PER_GROUP);
  const place = (person - 1) % PEOPLE_PER_GROUP;
  const era = Math.floor(place / PEOPLE_PER_ERA);
  const usersPerEra = USERS_PER_GROUP / 2;
  const isUser =
    (era === ERAS - 1 || era === ERAS - 2) &&
    place % PEOPLE_PER_ERA < usersPerEra;
  return isUser
    ? group * USERS_PER_GROUP +
        (ERAS - 1 - era) * usersPerEra +
        (place % PEOPLE_PER_ERA) +
        1
    : undefined;
}

export function emailOf(person: number): string {
  const user = userOf(person);
  return user === undefined
    ? `person-${person}@company.example.com`
    : userEmail(user);
}

/** How a person is written in most of their commits. */
export function authorOf(person: number): CommitAuthor {
  return { name: `Person ${person}`, email: emailOf(person) };
}

/** Somebody of the group that owns a repository, who works there now. */
export function recentAuthor(options: {
  repository: number;
  seat: number;
}): CommitAuthor {
  const group = Math.floor((options.repository - 1) / REPOSITORIES_PER_GROUP);
  return authorOf(
    1 + group * PEOPLE_PER_GROUP + (ERAS - 1) * PEOPLE_PER_ERA + options.seat,
  );
}

/** The SHA of the commit of a repository at a place, from 0 on. */
export function shaAt(repository: number, place: number): string {
  return (
    md5(`${repository}/${place}`) + md5(`${place} of ${repository}`).slice(0, 8)
  );
}

/** {@link shaAt} in PostgreSQL. */
export const SHA_SQL = `md5(r || '/' || p) || substr(md5(p || ' of ' || r), 1, 8)`;

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** The holder set of what the forks of a family from the nth on, counted from one, have in common and those before have not. */
export function sharedSetId(
  company: Company,
  { family, fork }: { family: number; fork: number },
): number {
  return company.repositories + family * FORKS_PER_FAMILY + fork;
}

/** The ids of the first upstreams and their forks. */
export function familyMembers(families: number): number[] {
  return count(families).flatMap(family => membersOf(family - 1));
}

/** The ids of an upstream and its forks. */
export function membersOf(family: number): number[] {
  return count(FORKS_PER_FAMILY + 1).map(
    member =>
      1 + family * REPOSITORIES_PER_FAMILY + (member - 1) * FORK_DISTANCE,
  );
}

/** 1, 2 and so on. */
export function count(length: number): number[] {
  return Array.from({ length }, (_, index) => index + 1);
}

/** The company as its catalog has it. */
export function entitiesOf(company: Company): Entity[] {
  const groups = countGroups(company);
  return [
    ...count(Math.ceil(groups / GROUPS_PER_DEPARTMENT)).map(toDepartment),
    ...count(groups).map(toGroup),
    ...count(groups * USERS_PER_GROUP).map(toUser),
    ...count(company.repositories).map(toComponent),
  ];
}

function toDepartment(id: number): Entity {
  return entity('Group', `department-${id}`, {
    spec: { type: 'department', children: [] },
  });
}

function toGroup(id: number): Entity {
  const department = Math.ceil(id / GROUPS_PER_DEPARTMENT);
  return entity('Group', `group-${id}`, {
    spec: { type: 'team', parent: `department-${department}`, children: [] },
  });
}

function toUser(id: number): Entity {
  return entity('User', `user-${id}`, {
    spec: {
      profile: {
        displayName: `User ${id}`,
        email: userEmail(id),
      },
      memberOf: [`group-${Math.ceil(id / USERS_PER_GROUP)}`],
    },
  });
}

function toComponent(id: number): Entity {
  const name = `repository-${id}`;
  return entity('Component', name, {
    annotations: {
      [ANNOTATION_REPOSITORY]: repositoryUrl(id),
      'pagerduty.com/service-id': `P${id}`,
      'sonarqube.org/project-key': name,
      'backstage.io/techdocs-ref': 'dir:.',
      'backstage.io/kubernetes-id': name,
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `group-${Math.ceil(id / REPOSITORIES_PER_GROUP)}`,
    },
  });
}

function entity(
  kind: string,
  name: string,
  options: { annotations?: Record<string, string>; spec: Entity['spec'] },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      description: `What ${name} is for, who looks after it, and where to ask when it does not do what it should.`,
      tags: TAGS,
      links: [
        { url: `https://dashboards.example.com/${name}`, title: 'Dashboard' },
        { url: `https://runbooks.example.com/${name}`, title: 'Runbook' },
      ],
      annotations: options.annotations ?? {},
    },
    spec: options.spec,
  };
}
