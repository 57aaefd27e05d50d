import { screen } from '@testing-library/react';
import { FakeBackend } from '../../../dev/FakeBackend';
import { backendOf, renderTab, stopTheClock } from '../../../dev/renderTab';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

/** What the page says when the backend answers so. */
async function toldOf(failure: FakeBackend['failure']) {
  const backend = backendOf('busy');
  backend.failure = failure;
  renderTab({ backend });
  return screen.findByRole('alert');
}

it('tells viewers nothing of the backend’s own troubles but what to do', async () => {
  const alert = await toldOf({
    status: 503,
    name: 'ServiceUnavailableError',
    message:
      'The database is read-only. On SQLite, see the permissions of /srv/db',
  });
  expect(alert).toHaveTextContent(
    /Try again in a moment, and tell the portal’s administrators if that does not help\./,
  );
  expect(alert).toHaveTextContent('(Status 503)');
  expect(alert).not.toHaveTextContent(/database|srv/);
});

it('tells viewers what was wrong with what they asked for, and not what caused the error', async () => {
  const alert = await toldOf({
    status: 400,
    name: 'InputError',
    message:
      'person: group: is no entity ref; caused by TypeError: Entity reference "group:" was not a string',
  });
  expect(alert).toHaveTextContent(
    /Clear the filters, or choose other days\. \(person: group: is no entity ref\)/,
  );
});
