import { Entity } from '@backstage/catalog-model';
import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { identityOf } from '../../../dev/fakeIdentities';
import { backendOf, renderPeople, stopTheClock } from '../../../dev/renderTab';

beforeEach(() => {
  stopTheClock();
  // the language that a portal was in is remembered there
  localStorage.clear();
});

afterEach(() => {
  jest.useRealTimers();
});

const ada: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'ada', namespace: 'default' },
  spec: { profile: { displayName: 'Ada Lovelace', email: 'ada@example.com' } },
};

function show(options: { maySync?: boolean; language?: string } = {}) {
  const backend = backendOf('busy');
  const { identities } = backend;
  identities.people = [
    identityOf('Ada Lovelace', {
      email: 'ada@example.com',
      commits: 1_200,
      userEntityRef: 'user:default/ada',
    }),
    identityOf('Countess', { email: 'home@example.com', commits: 30 }),
    identityOf('release-bot', {
      email: 'bot@example.com',
      commits: 20,
      botReason: 'the name or address ends in the word bot',
    }),
    ...Array.from({ length: 40 }, (_, index) =>
      identityOf(`Other ${index}`, {
        email: `other${index}@example.com`,
        commits: 1,
      }),
    ),
  ];
  identities.suggestions = [
    {
      from: {
        id: '2',
        name: 'Countess',
        commits: 30,
        alias: { email: 'home@example.com' },
      },
      into: {
        name: 'Ada Lovelace',
        commits: 1_200,
        userEntityRef: 'user:default/ada',
      },
      reasons: ['address', 'name'],
    },
  ];
  const rendered = renderPeople({ backend, entities: [ada], ...options });
  return { ...rendered, identities };
}

const table = () => screen.findByRole('table', { name: 'People' });
const rowOf = async (name: string) =>
  within(
    within(await table())
      .getByRole('rowheader', { name: new RegExp(`^${name}`) })
      .closest('tr')!,
  );

async function findViolations() {
  const { violations } = await axe(document.body, {
    // the page around it is not ours
    rules: { region: { enabled: false } },
  });
  return violations;
}

describe('people', () => {
  it('are listed with what they write, why they are who they are, and how many commits are whose', async () => {
    show();
    const row = await rowOf('Ada Lovelace');
    expect(row.getByText('Ada Lovelace <ada@example.com>')).toBeVisible();
    expect(row.getByText('1,200 commits, by the address')).toBeVisible();
    expect(row.getByText('user:default/ada')).toBeVisible();
    expect(
      (await rowOf('release-bot')).getByText(/^A bot: the name or address/),
    ).toBeVisible();
    expect(
      screen.getByText(
        /^By Users of the catalog: 1,200 commits; by others: 70/,
      ),
    ).toBeVisible();
  });

  it('are searched, chosen and paged by the server', async () => {
    const { user, identities } = show();
    await table();
    await user.click(
      screen.getByRole('button', { name: 'Next page of people' }),
    );
    await waitFor(async () =>
      expect(within(await table()).getByText('Other 30')).toBeVisible(),
    );
    await user.click(
      screen.getByRole('button', { name: 'Not in the catalog: 41' }),
    );
    await user.type(screen.getByLabelText(/^Search names/), 'home@');
    await waitFor(() =>
      expect(identities.queries.at(-1)).toBe(
        'search=home%40&state=unmatched&limit=25',
      ),
    );
    await waitFor(async () =>
      expect(within(await table()).getAllByRole('rowheader')).toHaveLength(1),
    );
    await user.type(screen.getByLabelText(/^Search names/), 'nowhere');
    expect(await screen.findByText('There is nobody like that.')).toBeVisible();
  });

  it('are merged after it was seen what that changes, and not any more once that is undone', async () => {
    const { user, identities } = show();
    const row = await rowOf('Countess');
    await user.click(
      row.getByRole('button', { name: 'Merge Countess into somebody' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Merge' });
    expect(confirm).toBeDisabled();
    await user.type(dialog.getByLabelText('Who is it?'), 'Ada');
    await user.click(
      await screen.findByRole('option', { name: /Ada Lovelace/ }),
    );
    expect(
      await dialog.findByText(/^30 commits of/, { exact: false }),
    ).toHaveTextContent(
      '30 commits of Countess would be user:default/ada’s (Countess <home@example.com>)',
    );
    expect(
      dialog.getByText('Ada Lovelace <ada@example.com> <home@example.com>'),
    ).toBeVisible();
    expect(
      dialog.getByText('git-activity/emails: home@example.com'),
    ).toBeVisible();
    expect(identities.aliases).toEqual([]);
    expect(await findViolations()).toEqual([]);
    await user.click(confirm);
    const words = 'home@example.com is user:default/ada';
    expect(
      await screen.findByText(new RegExp(`^Done: ${words}`)),
    ).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(
      await screen.findByRole('button', { name: `Undo: ${words}` }),
    );
    expect(
      await screen.findByText(/undone by user:default\/admin/),
    ).toBeVisible();
    expect(screen.queryByText(/^Done:/)).toBeNull();
    expect(identities.aliases[0].undoneBy).toBeDefined();
  });

  it('are suggested with reasons, and merged as suggested', async () => {
    const { user, identities } = show();
    expect(
      await screen.findByText('30 commits, a similar address, the same name'),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', {
        name: 'Merge Countess into Ada Lovelace',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('This would change:');
    await user.click(dialog.getByRole('button', { name: 'Merge' }));
    await waitFor(() =>
      expect(identities.aliases).toMatchObject([
        { email: 'home@example.com', userEntityRef: 'user:default/ada' },
      ]),
    );
  });

  it('who are taken for the wrong ones can be put right, by name', async () => {
    const { user, identities } = show();
    const row = await rowOf('release-bot');
    await user.click(row.getByRole('button', { name: /is somebody else$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByRole('checkbox', {
        name: 'Only those under the name release-bot',
      }),
    ).toBeChecked();
    await user.type(dialog.getByLabelText('Who is it?'), 'Countess');
    await user.click(await screen.findByRole('option', { name: /Countess/ }));
    await dialog.findByText('This would change:');
    await user.click(dialog.getByRole('button', { name: 'Merge' }));
    await waitFor(() =>
      expect(identities.aliases).toMatchObject([
        {
          email: 'bot@example.com',
          name: 'release-bot',
          sameAs: 'home@example.com',
        },
      ]),
    );
  });

  it('who claim addresses wait for a decision', async () => {
    const { user, identities } = show();
    identities.claims = ['a@x.org', 'b@x.org'].map((email, index) => ({
      id: `${index}`,
      userEntityRef: 'user:default/ada',
      email,
      state: 'pending',
      claimedAt: '2026-11-20T08:00:00.000Z',
      commits: 7,
    }));
    await user.click(
      await screen.findByRole('button', {
        name: 'Approve a@x.org for user:default/ada',
      }),
    );
    await user.click(
      await screen.findByRole('button', {
        name: 'Decline b@x.org for user:default/ada',
      }),
    );
    await waitFor(() =>
      expect(identities.claims.map(({ state }) => state)).toEqual([
        'approved',
        'declined',
      ]),
    );
    await waitFor(() =>
      expect(screen.queryByText('Claims to decide')).toBeNull(),
    );
  });

  it('are shown to nobody who may not decide who is who', async () => {
    const { identities } = show({ maySync: false });
    await waitFor(() => expect(screen.queryByText('People')).toBeNull());
    expect(identities.queries).toEqual([]);
  });

  it('that cannot be loaded are asked for again', async () => {
    const { user, backend } = show();
    await table();
    backend.failure = { status: 503, name: 'Error', message: 'no' };
    await user.type(screen.getByLabelText(/^Search names/), 'x');
    expect(
      await screen.findByText('People cannot be loaded or changed'),
    ).toBeVisible();
    backend.failure = undefined;
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(
        screen.queryByText('People cannot be loaded or changed'),
      ).toBeNull(),
    );
  });

  it('are called in the viewer’s language', async () => {
    show({ language: 'de' });
    expect(
      await screen.findByRole('table', { name: 'Personen' }),
    ).toBeVisible();
  });

  it('have no flaw that axe finds', async () => {
    show();
    await table();
    expect(await findViolations()).toEqual([]);
  });
});
