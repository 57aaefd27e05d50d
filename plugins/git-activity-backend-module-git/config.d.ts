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
    };
  };
}
