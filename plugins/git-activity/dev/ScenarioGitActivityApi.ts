import { parseEntityRef } from '@backstage/catalog-model';
import {
  PeopleQuery,
  CalendarQuery,
  CommitsQuery,
  Day,
  GitActivityApi,
  RepositoriesQuery,
} from 'backstage-plugin-git-activity-common';
import { FakeGitActivityApi } from './FakeGitActivityApi';
import { scenarios } from './scenarios';

/** Answers for each entity by the scenario of its name. */
export class ScenarioGitActivityApi implements GitActivityApi {
  readonly #options: { today: Day; now: Date };
  readonly #apis = new Map<string, FakeGitActivityApi>();

  constructor(options: { today: Day; now: Date }) {
    this.#options = options;
  }

  getCalendar(query: CalendarQuery) {
    return this.#apiOf(query).getCalendar(query);
  }

  getPeople(query: PeopleQuery) {
    return this.#apiOf(query).getPeople(query);
  }

  getCommits(query: CommitsQuery) {
    return this.#apiOf(query).getCommits(query);
  }

  getRepositories(query: RepositoriesQuery) {
    return this.#apiOf(query).getRepositories(query);
  }

  async syncRepository() {
    // what comes of it would need a clock; the request alone shows in the browser
  }

  #apiOf(query: { entityRef?: string[] }): FakeGitActivityApi {
    const name = parseEntityRef(query.entityRef?.[0] ?? 'component:busy').name;
    const known = this.#apis.get(name);
    if (known) {
      return known;
    }
    const api = (scenarios[name] ?? scenarios.busy)(this.#options);
    this.#apis.set(name, api);
    return api;
  }
}
