import { screen, waitFor, within } from '@testing-library/react';
import { CommitExplanation } from 'backstage-plugin-git-activity-common';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';

const NAME = 'Why is my commit not here?';

beforeEach(stopTheClock);
afterEach(() => {
  jest.useRealTimers();
  localStorage.clear();
});

/** The dialog, opened from the tab. */
async function openDialog(options: Partial<Parameters<typeof renderTab>[0]>) {
  const tab = renderTab({ backend: backendOf('busy'), ...options });
  const name = options.language === 'de' ? 'Warum fehlt mein Commit?' : NAME;
  const button = await screen.findByRole('button', {
    name: /Commit missing\?|Commit fehlt\?/,
  });
  await tab.user.click(button);
  const dialog = await screen.findByRole('dialog', { name });
  const ask = async (text: string) => {
    const field = within(dialog).getByRole('textbox');
    await tab.user.clear(field);
    await tab.user.type(field, `${text}{Enter}`);
  };
  const answer = () => within(dialog).findByRole('alert');
  return { ...tab, button, dialog, ask, answer };
}

it('takes what is typed or pasted, asks with the filters of the tab, and says that it counts, when and for whom', async () => {
  const backend = backendOf('busy');
  const { commits } = backend.ledger;
  const commit = commits.find(
    ({ merge, author, day }) => !merge && !author.bot && day > '2026-11-01',
  )!;
  const { ask, answer, dialog } = await openDialog({
    backend,
    query: 'merges=include',
  });
  const url = `https://github.example.com/shop/shop/commit/${commit.sha}`;
  await ask(url);
  const told = await answer();
  expect(told).toHaveTextContent('It is counted');
  expect(told).toHaveTextContent(
    /It counts on November \d+, 2026, in shop\/shop\./,
  );
  expect(told).toHaveTextContent(`It counts for ${commit.author.name}`);
  expect(dialog).toHaveTextContent('branch main up to');
  const [{ pathname, searchParams }] = backend.explanationRequests;
  expect(pathname).toMatch(new RegExp(`/commits/${commit.sha}/explanation$`));
  expect(Object.fromEntries(searchParams)).toEqual({
    entityRef: 'component:default/shop',
    merges: 'include',
    url,
  });
  const { violations } = await axe(dialog);
  expect(violations).toEqual([]);
});

it('has the focus where one writes, and gives it back', async () => {
  const { user, dialog, button } = await openDialog({});
  expect(within(dialog).getByRole('textbox')).toHaveFocus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(button).toHaveFocus();
});

it('says that a text names no commit, without asking anybody', async () => {
  const { ask, dialog, backend } = await openDialog({});
  await ask('my last commit');
  expect(dialog).toHaveTextContent('This names no commit');
  expect(within(dialog).getByRole('textbox')).toBeInvalid();
  expect(backend.explanationRequests).toEqual([]);
});

const AUTHOR = { id: '7', name: 'Ann', bot: false };
const COMMIT: CommitExplanation['commit'] = {
  sha: 'f00d'.repeat(10),
  repository: { id: '1', url: 'https://github.example.com/shop/shop' },
  day: '2026-11-05',
  authoredAt: '2026-11-05T12:00:00+00:00',
  author: AUTHOR,
  coAuthors: [],
  subject: 'Sell more',
  merge: false,
};

it.each<[Partial<CommitExplanation>, RegExp[]]>([
  [{ verdict: 'merge' }, [/It is a merge/, /Include merges/]],
  [
    { verdict: 'bot', botRule: 'it runs jobs', countsFor: [AUTHOR] },
    [/Ann, is a bot/, /it runs jobs/, /counts for Ann/, /Include bots/],
  ],
  [{ verdict: 'by-others' }, [/It is by Ann/, /\.mailmap/]],
  [
    { verdict: 'outside-range', from: '2025-01-01', to: '2025-12-31' },
    [/November 5, 2026/, /Dec 31, 2025/, /another period/],
  ],
  [
    {
      verdict: 'unusable-date',
      commit: { ...COMMIT, day: undefined, authoredAt: undefined },
    },
    [/missing or unusable/],
  ],
  [
    { verdict: 'unusable-date', commit: { ...COMMIT, day: undefined } },
    [/still to come/],
  ],
  [
    { verdict: 'outside-folders' },
    [/changed nothing/, /rest of the repository/],
  ],
  [{ verdict: 'folder-unread' }, [/still being read/]],
  [
    { verdict: 'removed', removedAt: '2026-11-20T12:00:00.000Z' },
    [/rewritten without it/, /Nov 20, 2026/, /another SHA/],
  ],
  [{ verdict: 'elsewhere' }, [/shop\/shop, which is not among/]],
])('says of %j why, and what can be done', async (explained, patterns) => {
  const backend = backendOf('busy');
  backend.explained = { commit: COMMIT, ...explained };
  const { ask, answer } = await openDialog({ backend });
  await ask('f00d');
  const told = await answer();
  expect(told).toHaveTextContent('It is not counted here');
  for (const pattern of patterns) expect(told).toHaveTextContent(pattern);
  expect(told).not.toHaveTextContent(/\{\{|why\./);
});

it('says of one that is nowhere what is the matter with repositories that are behind', async () => {
  const { ask, answer, dialog } = await openDialog({
    backend: backendOf('out-of-date'),
  });
  await ask('c0ffee');
  expect(await answer()).toHaveTextContent(
    /not found in any of the 3 repositories looked into; 1 of them not up to date/,
  );
  expect(dialog).toHaveTextContent('Out of date');
  expect(dialog).toHaveTextContent('Last time:');
});

it('can be asked where there are no numbers, too', async () => {
  const { ask, answer } = await openDialog({
    backend: backendOf('unrecognised'),
    entity: entityOf('User', {}),
  });
  await ask('c0ffee');
  expect(await answer()).toHaveTextContent('It is not counted here');
});

it('says what the backend has against it, and asks again', async () => {
  const { user, ask, dialog, backend } = await openDialog({});
  backend.failure = {
    status: 400,
    name: 'InputError',
    message: 'sha: several commits begin with f00d; give more of it',
  };
  await ask('f00d');
  expect(
    await within(dialog).findByText(/several commits begin with f00d/),
  ).toBeVisible();
  backend.failure = undefined;
  await user.click(within(dialog).getByRole('button', { name: 'Retry' }));
  expect(
    await within(dialog).findByText('Where it was looked for'),
  ).toBeVisible();
});

it('shows that it is looking', async () => {
  const { ask, dialog, backend } = await openDialog({});
  backend.silent = true;
  await ask('f00d');
  expect(
    await within(dialog).findByRole('progressbar', {
      name: 'Looking for the commit',
    }),
  ).toBeInTheDocument();
});

it('speaks German', async () => {
  const { ask, answer } = await openDialog({ language: 'de' });
  await ask('c0ffee');
  expect(await answer()).toHaveTextContent('Er ist hier nicht mitgezählt');
});
