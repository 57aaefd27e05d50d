import type { IncomingMessage, ServerResponse } from 'node:http';
import { GitRequest } from 'backstage-plugin-git-activity-source-test-kit';
import { serveGit } from 'backstage-plugin-git-activity-source-test-kit';
import { Answer } from './answers';
import {
  canReadContents,
  canSee,
  Credential,
  isRefusal,
  Refusal,
} from './credentials';
import { fullNameOf, isNamed } from './repositories';
import { blockOf } from './restRequest';
import type { GithubState } from './state';

/** Less than any answer of git's. */
const TRUNCATED_BYTES = 20;

/**
 * Serves a repository to git, as far as the credential allows.
 *
 * @returns what to say instead; undefined once git was served
 */
export async function answerGit(options: {
  state: GithubState;
  asked: GitRequest;
  known: Credential | Refusal;
  request: IncomingMessage;
  response: ServerResponse;
  truncated: boolean;
}): Promise<Answer | undefined> {
  const { state, asked, known, request, response, truncated } = options;
  if (isRefusal(known) || known.kind === 'app') {
    return challenge();
  }
  const [owner, name, ...rest] = asked.repository
    .replace(/\.git$/, '')
    .split('/');
  const hosted =
    rest.length === 0 ? state.repositories.find(owner, name ?? '') : undefined;
  if (!hosted || !canSee(known, hosted)) {
    return known.kind === 'anonymous'
      ? challenge()
      : say(404, 'Repository not found.');
  }
  const block = blockOf(state, known, hosted);
  if (block) {
    return say(block.status, block.message);
  }
  if (!canReadContents(known, hosted)) {
    return say(403, 'Read access to repository not granted.');
  }
  if (!isNamed(hosted, owner, name)) {
    const { search } = new URL(request.url ?? '/', state.webUrl);
    const moved = `${state.webUrl}/${fullNameOf(hosted)}.git/${asked.service}`;
    return { ...say(301, ''), headers: { location: moved + search } };
  }
  await serveGit(request, response, {
    gitDir: hosted.repository.path,
    ...(truncated ? { cutAfterBytes: TRUNCATED_BYTES } : {}),
  });
  return undefined;
}

function challenge(): Answer {
  return {
    ...say(401, 'Invalid username or token.'),
    headers: { 'www-authenticate': 'Basic realm="GitHub"' },
  };
}

function say(status: number, content: string): Answer {
  return { status, text: { content: `${content}\n`, type: 'text/plain' } };
}
