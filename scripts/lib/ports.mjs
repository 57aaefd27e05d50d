import { createServer } from 'node:net';
import { Problem } from './problem.mjs';

/** A program that listens on one of these would keep the portal from its port, or take its visitors. */
const ADDRESSES = ['127.0.0.1', '::1', '0.0.0.0', '::'];

function listen(options) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ exclusive: true, ...options }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function isTaken(port) {
  for (const host of ADDRESSES) {
    try {
      await listen({ port, host, ipv6Only: host === '::' });
    } catch (error) {
      if (error.code === 'EADDRINUSE') return true;
      if (error.code === 'EACCES') return true;
      // The machine may have no IPv6; then no one can listen there.
    }
  }
  return false;
}

/** The options of `npm start` that choose other ports. */
const OPTIONS = { page: '--port', backend: '--backend-port' };

async function findNextFree(port, others) {
  let next = port + 1;
  while (others.includes(next) || (await isTaken(next))) next++;
  return next;
}

/** Fails with one clear line if a port cannot be had. */
export async function requireFreePorts(ports) {
  const wanted = Object.values(ports);
  if (new Set(wanted).size < wanted.length) {
    throw new Problem(
      `The portal's page and its backend cannot both have port ${wanted[0]}.`,
    );
  }
  for (const [what, port] of Object.entries(ports)) {
    if (await isTaken(port)) {
      const free = await findNextFree(port, wanted);
      throw new Problem(
        `Port ${port}, which the portal's ${what} needs, is taken by another program (perhaps by an earlier start): stop that program, or start with ${OPTIONS[what]} ${free}.`,
      );
    }
  }
}

/** A port that nothing uses at the moment. */
export async function findFreePort() {
  for (;;) {
    const port = await listen({ port: 0, host: '127.0.0.1' });
    if (!(await isTaken(port))) return port;
  }
}
