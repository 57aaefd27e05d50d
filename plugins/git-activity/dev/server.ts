import { setupServer } from 'msw/node';

/** What stands between the tests and the network; each test says which backend answers, and the next one starts with none. */
export const server = setupServer();
