import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './project.mjs';

/** Backstage replaces `${NAME}` in configuration; a path that happens to hold that means itself. */
const literal = text => text.replaceAll('${', () => '$${');

/** Catalog locations are glob patterns; a path that happens to hold their characters means itself. */
const literalPattern = text => text.replace(/[[{(*?]/g, '[$&]');

/**
 * Writes the configuration of one portal: its addresses, its database, its catalog, which folders may be read, and which hosts.
 *
 * @param user - whoever comes in is, by name, and `team` is theirs
 * @param expected - how many repositories there are to be found
 * @returns the files to start it with, and where it will answer
 */
export async function configurePortal({
  folder,
  catalog,
  roots,
  user = 'guest',
  team,
  ports,
  expected,
  integrations,
}) {
  const database = path.join(folder, 'database');
  await mkdir(database, { recursive: true });
  const catalogFile = path.join(folder, 'catalog.yaml');
  await writeFile(catalogFile, `${catalog}\n`);
  const page = `http://localhost:${ports.page}`;
  const backend = `http://localhost:${ports.backend}`;
  const config = {
    app: { baseUrl: page },
    backend: {
      baseUrl: backend,
      listen: { port: ports.backend },
      cors: { origin: page },
      database: {
        client: 'better-sqlite3',
        connection: { directory: literal(database) },
      },
    },
    auth: {
      providers: {
        guest: {
          userEntityRef: `user:default/${user}`,
          ownershipEntityRefs: [
            `user:default/${user}`,
            `group:default/${team}`,
          ],
        },
      },
    },
    // Who starts a portal on their own machine looks after it.
    demo: { admins: [`user:default/${user}`] },
    catalog: {
      locations: [
        { type: 'file', target: literal(literalPattern(catalogFile)) },
      ],
    },
    gitActivity: { git: { roots: roots.map(literal) } },
    ...(integrations && { integrations }),
  };
  const configFile = path.join(folder, 'app-config.yaml');
  // JSON is YAML, and no character of a path can break it.
  await writeFile(configFile, `${JSON.stringify(config, null, 2)}\n`);
  return {
    page,
    backend,
    configFiles: [path.join(root, 'app-config.yaml'), configFile],
    folder,
    expected,
  };
}
