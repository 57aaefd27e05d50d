// Loaded into a portal's process before anything else: tells how long its event loop was held, and how much memory it took.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;
const MEMORY_SAMPLE_MS = 50;
const NANOSECONDS_PER_MILLISECOND = 1e6;
const BYTES_PER_MEGABYTE = 1024 * 1024;

/** What a portal's process tells of itself. */
export interface Strain {
  /** The longest that its event loop was held, in milliseconds. */
  heldMs: number;
  /** How far resident memory rose above what it was when the portal was ready, in megabytes. */
  memoryMb: number;
}

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let idle = process.memoryUsage.rss();
let peak = idle;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, MEMORY_SAMPLE_MS).unref();

process.on('message', message => {
  if (message === 'reset') {
    delay.reset();
    idle = process.memoryUsage.rss();
    peak = idle;
    process.send?.({ reset: true });
  }
  if (message === 'strain') {
    const strain: Strain = {
      heldMs: delay.max / NANOSECONDS_PER_MILLISECOND,
      memoryMb: (peak - idle) / BYTES_PER_MEGABYTE,
    };
    process.send?.({ strain });
  }
});
process.on('disconnect', () => process.exit());
