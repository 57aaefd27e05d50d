export interface Config {
  gitActivity?: {
    git?: {
      /**
       * Folders whose local git repositories may be read: a `file:` URL of an entity is served only if its path, after all
       * symbolic links are resolved, is one of these or lies below one. Absolute, or relative to where the backend was
       * started. None unless given.
       *
       * Everything below them can be read by whoever may annotate an entity, so name no more than is needed.
       */
      roots?: string[];

      /**
       * The folder that holds copies of remote repositories, without their contents. It may be lost at any time, and several
       * backends may share it. The folder `git-activity` in `backend.workingDirectory`, or else in the system's folder for
       * temporary files, unless given.
       */
      workingDirectory?: string;

      /**
       * How large the copies may become together, such as `500MB` or `10GB`; those least recently needed are thrown away
       * first, and one that is larger than this alone is refused. `10GB` unless given.
       */
      maxSize?: string;

      /**
       * How to read repositories on hosts that `integrations` do not know, or not for git. A host that is in neither is never
       * talked to.
       */
      credentials?: Array<{
        /** The host, with the port if it is not the default, such as `git.example.com:8443`. */
        host: string;
        /** Where its repositories are, if not right below `https://<host>`, such as `https://git.example.com/git`. */
        baseUrl?: string;
        /** The user that the token or password is for; hosts that take a token by itself mind no name. `git` unless given. */
        username?: string;
        /**
         * A token that may read repositories, and no more.
         *
         * @visibility secret
         */
        token?: string;
        /**
         * The same as `token`.
         *
         * @visibility secret
         */
        password?: string;
        /** The file of the private SSH key to use for `ssh:` URLs of the host. It must not need a passphrase. */
        sshKeyFile?: string;
        /** The file with the host's own key, as `ssh-keyscan` prints it; needed with `sshKeyFile`. */
        knownHostsFile?: string;
      }>;
    };
  };
}
