const BROKEN_OFF = 'the connection was broken off';

/** What the platform's codes mean to people; the first that fits. */
const MEANINGS: Array<[codes: RegExp, words: string]> = [
  [/^ECONNREFUSED$/, 'it refuses connections'],
  [/^(?:ENOTFOUND|EAI_\w+)$/, 'its name cannot be looked up'],
  [
    /^(?:EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
    'there is no way to it in the network',
  ],
  [/TIMEDOUT|TIMEOUT/i, 'it does not answer in time'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/, 'its certificate is not trusted'],
  [/SSL|TLS|^EPROTO$/, 'no secure connection to it can be made'],
  [/^(?:ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)$/, BROKEN_OFF],
  // All that some libraries leave of an error.
  [/^fetch failed$/, 'no connection to it can be made'],
];

/**
 * Says for people why a host could not be talked to.
 *
 * @param error - what `fetch` threw
 * @returns a part of a sentence, such as `it refuses connections`: the same for all that one outage comes to
 * @public
 */
export function explainUnreachable(error: unknown): string {
  const code = codesOf(error)
    .map(each => MEANINGS.find(([codes]) => codes.test(each)))
    .find(meaning => meaning !== undefined);
  return code?.[1] ?? BROKEN_OFF;
}

/** What systems and libraries call their errors, where that is only in the words of one. */
const CODE_IN_WORDS =
  /\b(?:E[A-Z]{4,}|EAI_[A-Z]+|[A-Z_]*(?:CERT|TIMEOUT)[A-Z_]*)\b/;

/** An error of `fetch` has its reason as a cause, and that has several if a host has several addresses. */
function codesOf(error: unknown): string[] {
  const { cause, errors, name, message } = Object(error);
  // Octokit's errors complain when they are asked for theirs.
  const code = Object.getOwnPropertyDescriptor(Object(error), 'code')?.value;
  return [
    ...[code, name].filter(each => typeof each === 'string'),
    ...(cause === undefined ? [] : codesOf(cause)),
    ...(Array.isArray(errors) ? errors.flatMap(codesOf) : []),
    ...(CODE_IN_WORDS.exec(String(message)) ?? []),
    String(message),
  ];
}
