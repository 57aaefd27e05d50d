const SECOND_MS = 1000;
const MINUTE_S = 60;

/** A duration in words, for people who wait. */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / SECOND_MS;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < MINUTE_S) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / MINUTE_S)} min ${Math.round(
    seconds % MINUTE_S,
  )} s`;
}

/**
 * Does one step of the work and says so: what is being done, and at the end how it went and how long it took. `work`
 * may return a note, which is shown beside the time. A terminal gets one line that is completed; a log gets two.
 */
export async function step(title, work) {
  const begin = Date.now();
  const live = process.stdout.isTTY;
  process.stdout.write(live ? `… ${title}` : `… ${title}\n`);
  const finish = (mark, note) => {
    const line = `${mark} ${title}${note ? `: ${note}` : ''} (${formatDuration(
      Date.now() - begin,
    )})`;
    process.stdout.write(live ? `\r\u001b[2K${line}\n` : `${line}\n`);
  };
  try {
    const result = await work();
    finish('✓', typeof result === 'string' ? result : undefined);
    return result;
  } catch (error) {
    finish('✗');
    throw error;
  }
}
