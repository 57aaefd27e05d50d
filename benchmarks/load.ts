import { PortalProcess } from './PortalProcess';

/** How long one request takes to its last byte, in milliseconds. */
export async function latency(
  portal: PortalProcess,
  options: { path: string; headers?: Record<string, string>; status?: number },
): Promise<number> {
  const { path, headers, status = 200 } = options;
  const begin = performance.now();
  const response = await portal.fetch(path, { headers });
  await response.arrayBuffer();
  const taken = performance.now() - begin;
  if (response.status !== status) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return taken;
}

/** How long requests take one after the other, once some have been answered. */
export async function latencies(
  portal: PortalProcess,
  options: Parameters<typeof latency>[1] & { warmUp: number; requests: number },
): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = -options.warmUp; turn < options.requests; turn++) {
    const one = await latency(portal, options);
    if (turn >= 0) taken.push(one);
  }
  return taken;
}

/** How long requests of two kinds take, in turn, so that whatever else the machine does falls on both. */
export async function latenciesInTurn(
  kinds: [() => Promise<number>, () => Promise<number>],
  { warmUp, requests }: { warmUp: number; requests: number },
): Promise<[number[], number[]]> {
  const taken: [number[], number[]] = [[], []];
  for (let turn = -warmUp; turn < requests; turn++) {
    const [first, second] = [await kinds[0](), await kinds[1]()];
    if (turn < 0) continue;
    taken[0].push(first);
    taken[1].push(second);
  }
  return taken;
}

/** How long requests take while many clients ask one after the other, in all of some seconds. */
export async function latenciesOfMany(
  portal: PortalProcess,
  options: { clients: number; seconds: number; path: () => string },
): Promise<number[]> {
  const end = performance.now() + options.seconds * 1000;
  const taken: number[] = [];
  const client = async () => {
    while (performance.now() < end) {
      taken.push(await latency(portal, { path: options.path() }));
    }
  };
  await Promise.all(Array.from({ length: options.clients }, client));
  return taken;
}
