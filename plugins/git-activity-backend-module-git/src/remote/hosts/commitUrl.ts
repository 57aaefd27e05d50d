import { RemoteHost } from './RemoteHost';

/** Where a host shows a commit to people; undefined for hosts whose pages are not known. */
export function commitUrl(options: {
  host: RemoteHost;
  /** The canonical URL of the repository. */
  url: string;
  sha: string;
}): string | undefined {
  const { host, url, sha } = options;
  switch (host.integration?.type) {
    case 'github':
    case 'gitea':
    case 'azure':
      return `${url}/commit/${sha}`;
    case 'gitlab':
      return `${url}/-/commit/${sha}`;
    case 'bitbucketCloud':
      return `${url}/commits/${sha}`;
    default:
      return undefined;
  }
}
