import { HumanDuration } from '@backstage/types';

export interface Config {
  gitActivity?: {
    /**
     * When the catalog is searched for repositories, and each repository for new commits.
     */
    schedule?: {
      /**
       * How often; every 15 minutes unless given. An ISO 8601 duration, a text such as `15m`, or an object such as
       * `{ minutes: 15 }`.
       */
      frequency?: string | HumanDuration;
      /**
       * How long one search of the catalog may take; 10 minutes unless given.
       */
      timeout?: string | HumanDuration;
      /**
       * How long after the start the catalog is first searched; 10 seconds unless given.
       */
      initialDelay?: string | HumanDuration;
    };
    counting?: {
      /**
       * The day that a commit counts on: `author` (the default) is the day on its author's wall clock; an IANA time zone
       * such as `Europe/Berlin` is the day that it was there.
       */
      dayBasis?: string;
      /**
       * Names or email addresses of authors that are bots, besides the well-known ones. Case is ignored and `*` stands for
       * any text.
       */
      bots?: string[];
    };
    people?: {
      /**
       * Whom authors of commits are, beside what the catalog and `.mailmap`s say. What an admin says in the portal goes before this, and this before what
       * Users claim.
       */
      aliases?: Array<{
        /**
         * Addresses as commits have them, in any case.
         */
        emails: string[];
        /**
         * Only whoever writes this name with them; anybody unless given.
         */
        name?: string;
        /**
         * The entity ref of the User that they are, such as `user:default/jane`. Either this or `sameAs`.
         */
        user?: string;
        /**
         * Another address of whoever they are.
         */
        sameAs?: string;
      }>;
    };
    repositories?: {
      /**
       * Which repositories entities may have. Whoever may register an entity can otherwise name any repository that the portal's
       * credentials reach. An entity may have a repository if one of these lets it; without any such list, it may have all.
       */
      allow?: Array<{
        /**
         * The kinds of entities that this is about, such as `Component`; any unless given.
         */
        kinds?: string[];
        /**
         * The namespaces of entities that this is about; any unless given.
         */
        namespaces?: string[];
        /**
         * Hosts, owners, repositories or folders, such as `https://github.com/my-org` or `file:///srv/git`: what is there or below may be
         * had.
         */
        urls: string[];
      }>;
    };
    /**
     * What is told of single people. Whoever has a clone can count for themselves; this is about what the portal does.
     */
    privacy?: {
      /**
       * `named` (the default): everyone by name. `self`: viewers see their own name and activity; all others only together. `team`: nobody's,
       * not even their own unless `ownActivity` says so.
       */
      people?: 'named' | 'self' | 'team';
      /**
       * On how many people a figure has to rest that is not about the viewer alone; nothing less can be reckoned from several figures
       * either. 5 if `people` is `team`, 1 if it is `self`, unless given.
       */
      minimumTeamSize?: number;
      /**
       * Whether viewers may see their own activity; true unless `people` is `team`.
       */
      ownActivity?: boolean;
      /**
       * Refs of Users, such as `user:default/jane`, of whom nothing is told by name, whatever `people` says. Users may say so themselves,
       * too, and entities by the annotation `git-activity/opt-out`.
       */
      optOut?: string[];
    };
    sync?: {
      /**
       * How many repositories each replica reads commits of at once; 4 unless given, 64 at most. Hosts are asked for what
       * is new of many repositories at a time.
       */
      concurrency?: number;
    };
  };
}
