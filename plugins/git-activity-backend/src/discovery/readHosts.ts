import { ScmIntegrations } from '@backstage/integration';

/** The hosts whose accounts Users may have: those that the portal integrates, and the public ones. */
export function readHosts({ github, gitlab }: ScmIntegrations): string[] {
  const hosts = [...github.list(), ...gitlab.list()].map(
    integration => integration.config.host,
  );
  return [...new Set(['github.com', 'gitlab.com', ...hosts])];
}
