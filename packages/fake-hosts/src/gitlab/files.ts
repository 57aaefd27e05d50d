import { Answer, ApiError, json, notFound } from './answers';
import { Project } from './Projects';

/**
 * Answers `/repository/files/:path` and `/repository/files/:path/raw`.
 *
 * @internal
 */
export async function fetchFile(options: {
  project: Project;
  method: string;
  query: Record<string, string>;
  path: string;
  action: string | undefined;
}): Promise<Answer> {
  const { project, method, query, path, action } = options;
  if (action !== undefined && action !== 'raw') {
    throw new ApiError(404, { error: '404 Not Found' });
  }
  const raw = action === 'raw';
  if (!query.ref && !raw) {
    throw new ApiError(400, { error: 'ref is missing' });
  }
  const ref = query.ref ?? 'HEAD';
  const { commit, blobId, size } = await project.log.findBlob(ref, path);
  if (commit === undefined) {
    throw notFound('Commit');
  }
  if (blobId === undefined) {
    throw notFound('File');
  }
  const content =
    method === 'HEAD'
      ? undefined
      : await project.log.askBytes('cat-file', 'blob', blobId);
  const described = {
    file_name: path.replace(/^.*\//s, ''),
    file_path: path,
    size,
    encoding: 'base64',
    ref,
    blob_id: blobId,
    commit_id: commit,
    last_commit_id: commit,
    execute_filemode: false,
  };
  const headers = fileHeaders(described);
  if (raw) {
    return {
      status: 200,
      headers: { 'Content-Type': 'text/plain', ...headers },
      body: content ?? '',
    };
  }
  return json(
    { ...described, content: content?.toString('base64') },
    { headers },
  );
}

/** `blob_id` becomes `X-Gitlab-Blob-Id`. */
function fileHeaders(
  described: Record<string, unknown>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(described).map(([key, value]) => [
      `X-Gitlab-${key.replace(/_/g, '-')}`,
      String(value),
    ]),
  );
}

/**
 * Answers `/repository/blobs/:sha/raw`.
 *
 * @internal
 */
export async function fetchBlob(options: {
  project: Project;
  sha: string;
  action: string;
}): Promise<Answer> {
  const { project, sha, action } = options;
  if (action !== 'raw') {
    throw new ApiError(404, { error: '404 Not Found' });
  }
  const content = /^[0-9a-f]{40,64}$/.test(sha)
    ? await project.log.askBytes('cat-file', 'blob', sha)
    : undefined;
  if (!content) {
    throw notFound('Blob');
  }
  return {
    status: 200,
    headers: { 'Content-Type': 'text/plain' },
    body: content,
  };
}
