import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { sampleCommit, samplePeople } from '../../../dev/sampleLedger';
import {
  backendOf,
  entityOf,
  renderTab,
  squareOf,
  stopTheClock,
} from '../../../dev/renderTab';

const [ada, bo] = samplePeople;
const me = { ...ada, name: 'Shop', userEntityRef: 'user:default/shop' };

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

/** Somebody who did two things on a Tuesday, one with another person, and one in the week before. */
function renderDiary() {
  const backend = backendOf('portfolio');
  const [first, second] = backend.ledger.repositories;
  const { offset: _, ...coAuthor } = bo;
  backend.update({
    commits: [
      sampleCommit({
        index: 1,
        day: '2026-11-10',
        person: me,
        repository: first,
        subject: 'Count the tills',
      }),
      sampleCommit({
        index: 2,
        day: '2026-11-17',
        time: '15:00:00',
        person: me,
        repository: second,
        subject: 'Print receipts',
        coAuthors: [coAuthor],
      }),
      sampleCommit({
        index: 3,
        day: '2026-11-17',
        time: '09:00:00',
        person: me,
        repository: first,
        subject: 'Fix the till',
      }),
      sampleCommit({
        index: 4,
        day: '2026-11-19',
        person: bo,
        repository: first,
        subject: 'Round prices',
        coAuthors: [me],
      }),
    ],
  });
  return renderTab({ backend, entity: entityOf('User', {}) });
}

const findDay = async (name: string) =>
  within(await screen.findByRole('region', { name }));

it('A person’s page has no switch for bots, since nobody is one', async () => {
  renderDiary();
  expect(await screen.findByText('Include merges')).toBeVisible();
  expect(screen.queryByLabelText('Include bots')).toBeNull();
});

describe('a week as a diary', () => {
  it('is the last one with commits, day by day and by repository, and says with whom', async () => {
    renderDiary();
    const tuesday = await findDay('Tuesday, November 17, 2026');
    expect(
      tuesday.getAllByRole('term').map(({ textContent }) => textContent),
    ).toEqual(['shop/shop', 'shop/shop-part-2']);
    expect(
      tuesday.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual(['Fix the till', 'Print receipts (with Bo Chen)']);
    const thursday = await findDay('Thursday, November 19, 2026');
    expect(thursday.getByText('Round prices (with Bo Chen)')).toBeVisible();
    expect(screen.queryByText('Count the tills')).toBeNull();
    const { violations } = await axe(document.body, {
      // the page around the tab is not ours
      rules: { region: { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it('is copied as plain text', async () => {
    const { user } = renderDiary();
    await findDay('Tuesday, November 17, 2026');
    const copied: string[] = [];
    document.execCommand = () => {
      copied.push(String(document.getSelection()));
      return true;
    };
    await user.click(screen.getByRole('button', { name: 'Copy as text' }));
    Reflect.deleteProperty(document, 'execCommand');
    expect(await screen.findByText('Copied')).toBeVisible();
    expect(copied).toEqual([
      [
        'Tuesday, November 17, 2026',
        '- shop/shop: Fix the till',
        '- shop/shop-part-2: Print receipts (with Bo Chen)',
        '',
        'Thursday, November 19, 2026',
        '- shop/shop: Round prices (with Bo Chen)',
      ].join('\n'),
    ]);
  });

  it('goes to the weeks beside it, and says that one has nothing', async () => {
    const { user } = renderDiary();
    await findDay('Tuesday, November 17, 2026');
    await user.click(screen.getByRole('button', { name: 'The week before' }));
    const before = await findDay('Tuesday, November 10, 2026');
    expect(before.getByText('Count the tills')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'The week after' }));
    await findDay('Tuesday, November 17, 2026');
    await user.click(screen.getByRole('button', { name: 'The week after' }));
    expect(
      await screen.findByText('No commits from Nov 22, 2026 to Nov 24, 2026'),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'The week after' }),
    ).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Copy as text' })).toBeNull();
  });

  it('follows the day that is opened in the calendar', async () => {
    const { user } = renderDiary();
    await findDay('Tuesday, November 17, 2026');
    await user.click(squareOf('2026-11-10'));
    const week = await findDay('Tuesday, November 10, 2026');
    expect(week.getByText('Count the tills')).toBeVisible();
  });

  it('does not take days for empty that are not known', async () => {
    const { backend } = renderDiary();
    backend.update({ completeUntil: '2026-11-17' });
    const friday = await findDay('Friday, November 20, 2026');
    expect(friday.getByText(/^Not known since/)).toBeVisible();
  });

  it('is of a person’s page only', async () => {
    renderTab({ backend: backendOf('team'), entity: entityOf('Group', {}) });
    await screen.findByRole('grid');
    expect(screen.queryByText('A week as a diary')).toBeNull();
  });
});
