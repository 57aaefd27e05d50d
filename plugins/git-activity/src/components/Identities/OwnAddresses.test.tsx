import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

const OWN = 'user:default/shop';

function show(viewer: string) {
  return renderTab({
    backend: backendOf('busy'),
    entity: entityOf('User', {}),
    viewer,
  });
}

async function findViolations() {
  const { violations } = await axe(document.body, {
    // the page around it is not ours
    rules: { region: { enabled: false } },
  });
  return violations;
}

describe('an address of one’s own', () => {
  it('is claimed on one’s own page, and the dialog says what became of it', async () => {
    const { user, backend } = show(OWN);
    await user.click(await screen.findByRole('button', { name: 'Claim it' }));
    const dialog = within(await screen.findByRole('dialog'));
    const field = dialog.getByLabelText('Address, as it is in your commits');
    await user.type(field, 'me@home.example{Enter}');
    expect(
      await dialog.findByText(': waits for a decision', { exact: false }),
    ).toHaveTextContent('me@home.example: waits for a decision');
    expect(backend.identities.claims).toMatchObject([
      { email: 'me@home.example' },
    ]);
    expect(field).toHaveValue('');
    expect(await findViolations()).toEqual([]);
  });

  it('counts at once where the host has verified it', async () => {
    const { user, backend } = show(OWN);
    backend.identities.verifies = true;
    await user.click(await screen.findByRole('button', { name: 'Claim it' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(
      dialog.getByLabelText('Address, as it is in your commits'),
      'me@home.example',
    );
    const calendars = backend.calendarAnswers.length;
    await user.click(dialog.getByRole('button', { name: 'Claim' }));
    await dialog.findByText(/approved, since your host has verified it/);
    expect(backend.calendarAnswers.length).toBeGreaterThan(calendars);
  });

  it('is refused in words, and what was typed stays', async () => {
    const { user } = show(OWN);
    await user.click(await screen.findByRole('button', { name: 'Claim it' }));
    const dialog = within(await screen.findByRole('dialog'));
    const field = dialog.getByLabelText('Address, as it is in your commits');
    await user.type(field, 'nobody{Enter}');
    expect(
      await dialog.findByText(/this is no address that can be one’s own/),
    ).toBeVisible();
    expect(field).toHaveValue('nobody');
  });

  it('is not claimed on the page of somebody else', async () => {
    show('user:default/somebody');
    await screen.findByRole('grid');
    expect(screen.queryByText(/An address of yours/)).toBeNull();
  });
});

it('what is stored about oneself is shown on one’s own page, with a way not to be told of by name', async () => {
  const { user, backend } = show(OWN);
  await user.click(
    await screen.findByRole('button', { name: 'What is stored about me' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  const choice = await dialog.findByRole('checkbox', {
    name: 'Tell nobody else of me by name',
  });
  // what highlights it is loaded late
  await waitFor(() =>
    expect(screen.getByRole('dialog')).toHaveTextContent('shop@home.example'),
  );
  expect(choice).not.toBeChecked();
  await user.click(choice);
  await waitFor(() => expect(choice).toBeChecked());
  expect(backend.identities.isOptedOut).toBe(true);
  await user.click(choice);
  await waitFor(() => expect(choice).not.toBeChecked());
  expect(backend.identities.isOptedOut).toBe(false);
  expect(await findViolations()).toEqual([]);
});
