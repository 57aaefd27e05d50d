export interface Config {
  gitActivity?: {
    gitlab?: {
      /**
       * How commits are read from every GitLab of `integrations.gitlab`: through its REST API, a hundred per request (`api`, the default),
       * or by a fetch of git (`git`), which costs none of the API's limit and needs
       * `backstage-plugin-git-activity-backend-module-git` and a token with the scope `read_repository`. Heads are asked of the API
       * either way.
       */
      via?: 'api' | 'git';
      /**
       * The share of each host's request limit that is left to the portal's other plugins, from 0 to below 1; 0.2 unless given. It
       * applies where the host tells how much of its limit is left.
       */
      reserve?: number;
      /**
       * What is different for some hosts.
       */
      hosts?: Array<{
        /**
         * The `host` of an entry of `integrations.gitlab`, or `gitlab.com`.
         */
        host: string;
        /**
         * See `gitActivity.gitlab.via`.
         */
        via?: 'api' | 'git';
        /**
         * See `gitActivity.gitlab.reserve`.
         */
        reserve?: number;
      }>;
    };
  };
}
