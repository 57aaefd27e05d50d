const REDACTED = '<credential>';

/**
 * Makes a function that takes a credential out of other programs' words, in every form in which it was handed to them or a
 * host may send it back.
 *
 * @param header - the value of the `Authorization` header
 */
export function createRedactor(
  header: string | undefined,
): (text: string) => string {
  const forms = header === undefined ? [] : listForms(header);
  return text =>
    forms.reduce((redacted, form) => redacted.split(form).join(REDACTED), text);
}

/** Longest first, so that no part of a longer one is left over. */
function listForms(header: string): string[] {
  const [scheme, value = scheme] = header.split(' ');
  const plain =
    scheme === 'Basic' ? Buffer.from(value, 'base64').toString('utf8') : value;
  const secret = scheme === 'Basic' ? plain.replace(/^[^:]*:/, '') : plain;
  const forms = [value, plain, secret].flatMap(form => [
    form,
    encodeURIComponent(form),
    Buffer.from(form).toString('base64'),
    Buffer.from(form).toString('base64url'),
    JSON.stringify(form).slice(1, -1),
  ]);
  return [...new Set(forms)]
    .filter(form => form !== '')
    .sort((a, b) => b.length - a.length);
}
