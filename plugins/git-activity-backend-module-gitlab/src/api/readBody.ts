/** A page of a hundred commits has about 100 kB; only huge messages make it larger. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** @returns undefined if the body is larger than anything that is meant to be read */
export async function readBody(
  response: Response,
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    bytes += value.length;
    if (bytes > MAX_BODY_BYTES) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
