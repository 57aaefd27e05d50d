import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { server } from '../dev/server';

/** The tab is loaded on demand, which takes its time where many tests run at once. */
const PATIENCE_MS = 10_000;
const LONGEST_TEST_MS = 40_000;

configure({ asyncUtilTimeout: PATIENCE_MS });
jest.setTimeout(LONGEST_TEST_MS);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());
