export interface Config {
  gitActivity?: {
    /**
     * How the repositories of GitHub and GitHub Enterprise are read. Which hosts there are, and with which tokens or Apps, is
     * said below `integrations.github`.
     */
    github?: {
      /**
       * Where commits come from: `api` reads them from GitHub's API; `git` leaves them to the git module, which fetches the
       * repository's commits without their contents and costs none of the API's limit. Heads and the `.mailmap` come from the
       * API either way. `api` unless given.
       */
      via?: 'api' | 'git';
      /**
       * The share of each limit of the API that is left to the portal's other plugins, from 0 to below 1. 0.2 unless given.
       */
      reserve?: number;
      /** What is different for some hosts. */
      hosts?: Array<{
        /** The host, as `integrations.github` names it. */
        host: string;
        /** As above, for this host. */
        via?: 'api' | 'git';
        /** As above, for this host. */
        reserve?: number;
      }>;
    };
  };
}
