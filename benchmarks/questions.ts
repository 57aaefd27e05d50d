import {
  componentRef,
  departmentRef,
  familyMembers,
  groupRef,
  userRef,
  YEARS,
} from './company';

const MS_PER_DAY = 86_400_000;
const FAMILIES = 4;

/** Something that a portal is asked. */
export interface Question {
  name: string;
  path: string;
  /** The 95th percentile, in milliseconds. */
  bar?: number;
}

const of = (entityRef: string) => `entityRef=${encodeURIComponent(entityRef)}`;

/** A group's groups and their repositories: 200. */
const DEPARTMENT = of(departmentRef(2));
const USER = 103;

export function calendar(...parameters: string[]): string {
  return `/api/git-activity/calendar?${parameters.join('&')}`;
}

/** The first page of what a calendar comes to in each repository, the busiest first. */
export function breakdownOf(path: string): string {
  return `${path.replace('/calendar?', '/breakdown?')}&sort=commits&order=desc`;
}

/** What a calendar of a group comes to in each of its sub-groups. */
export function partsOf(path: string): string {
  return path.replace('/calendar?', '/breakdown/parts?');
}

export function yearOf(repository: number): string {
  return calendar(of(componentRef(repository)));
}

export function yearOfTeam(group: number): string {
  return calendar(of(groupRef(group)));
}

export const ONE: Question = {
  name: "one repository's year",
  path: yearOf(7),
  bar: 10,
};
export const DEPARTMENTS_YEAR: Question = {
  name: "200 repositories' year",
  path: calendar(DEPARTMENT),
  bar: 40,
};
export const EVERYTHING: Question = {
  name: "all 1,000 repositories' year",
  path: calendar(),
  bar: 150,
};

/** Makes a portal that was just started open its connections and load its code, and learns nothing of commits. */
export const WAKE_UP: Question = {
  name: 'one repository',
  path: `/api/git-activity/repositories?${of(componentRef(999))}`,
};

export function pathOfSync(repository: number): string {
  return `/api/git-activity/repositories/${repository}/sync`;
}

/** What is asked of a portal that has been asked before. */
export function warmQuestions(): Question[] {
  const day = (ago: number) =>
    new Date(Date.now() - ago * MS_PER_DAY).toISOString().slice(0, 10);
  const busyDay = `from=${day(30)}&to=${day(24)}`;
  return [
    ONE,
    DEPARTMENTS_YEAR,
    EVERYTHING,
    {
      name: "200 repositories' ten years",
      path: calendar(DEPARTMENT, `from=${day(YEARS * 365)}`),
      bar: 150,
    },
    {
      name: `${
        familyMembers(FAMILIES).length
      } repositories of forks' ten years`,
      path: calendar(
        ...familyMembers(FAMILIES).map(id => of(componentRef(id))),
        `from=${day(YEARS * 365)}`,
      ),
      bar: 150,
    },
    {
      name: "a User's year, in all 1,000",
      path: calendar(of(userRef(USER))),
    },
    {
      name: "a User's year in 200 repositories",
      path: calendar(DEPARTMENT, `person=${encodeURIComponent(userRef(USER))}`),
    },
    {
      name: 'the people of 200 repositories',
      path: `/api/git-activity/people?${DEPARTMENT}`,
    },
    {
      name: 'a page of the commits of all 1,000',
      path: `/api/git-activity/commits?${busyDay}`,
    },
  ];
}
