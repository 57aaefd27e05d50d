import { Redactor } from 'backstage-plugin-git-activity-node';

/**
 * What a host said in an error, fit to be shown: in one line, not long, and without a credential, which it may have echoed.
 *
 * @param body - JSON as GitLab's API answers, or text; markup is not repeated
 */
export function quoteHost(body: string, redactor: Redactor): string {
  return redactor.quote(readWords(body));
}

function readWords(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    const { error_description: description, message, error } = Object(answer);
    const words = [description, message, error].find(
      candidate => typeof candidate === 'string',
    );
    return words ?? '';
  } catch {
    return body.includes('<') ? '' : body;
  }
}
