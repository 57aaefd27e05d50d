/** Long enough for a reason, short enough for a table on a screen. */
const MAX_LENGTH = 200;

/**
 * What a host said in an error, fit to be shown: in one line, not long, and without the credential, which it may have echoed.
 *
 * @param body - JSON as GitLab's API answers, or text; markup is not repeated
 */
export function quoteHost(body: string, token: string | undefined): string {
  const words = readWords(body)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  const shown = redact(words, token);
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
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

/** Whatever holds a part of the token that could be of use is not shown at all. */
function redact(words: string, token: string | undefined): string {
  if (!token) {
    return words;
  }
  const forms = [
    token,
    encodeURIComponent(token),
    JSON.stringify(token).slice(1, -1),
    Buffer.from(token).toString('hex'),
  ];
  // In Base64 its beginning and end depend on what stands beside it.
  for (const beside of ['', ':', '::']) {
    const encoded = Buffer.from(`${beside}${token}`).toString('base64');
    forms.push(encoded.replace(/=+$/, '').slice(beside.length ? 4 : 0, -4));
  }
  const said = words.toLowerCase();
  return forms.some(form => form !== '' && said.includes(form.toLowerCase()))
    ? 'what it said is not shown, since it holds the token'
    : words;
}
