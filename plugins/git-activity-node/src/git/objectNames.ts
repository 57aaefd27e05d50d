const OBJECT_NAME = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Whether a text is the full name of a git object (SHA-1 or SHA-256), so that git can take it for nothing else.
 *
 * @public
 */
export function isObjectName(text: unknown): text is string {
  return typeof text === 'string' && OBJECT_NAME.test(text);
}
