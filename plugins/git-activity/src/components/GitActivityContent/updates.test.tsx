import { screen, waitFor, within } from '@testing-library/react';
import { FakeBackend } from '../../../dev/FakeBackend';
import {
  backendOf,
  lookAgain,
  renderTab,
  squareOf,
  stopTheClock,
} from '../../../dev/renderTab';
import { sampleCommit } from '../../../dev/sampleLedger';

// a Sunday without commits, until one is pushed
const DAY = '2026-11-22';
const ONE = '1 commit on Sunday, November 22, 2026';
const NONE = 'No commits on Sunday, November 22, 2026';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

function push(backend: FakeBackend, subject: string) {
  const { commits } = backend.ledger;
  backend.update({
    commits: [
      ...commits,
      sampleCommit({ index: commits.length, day: DAY, subject }),
    ],
  });
}

const news = () => screen.queryByRole('button', { name: 'New data · show' });

describe('a page that stays open', () => {
  it('asks with its ETag, and leaves what it shows where nothing is new', async () => {
    const { backend } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    // the calendar, the one of the period before, and the widest
    await waitFor(() => expect(backend.calendarAnswers).toHaveLength(3));
    await lookAgain({ afterMinutes: 2 });
    await waitFor(() =>
      expect(backend.calendarAnswers).toEqual([200, 200, 200, 304]),
    );
    expect(news()).toBeNull();
  });

  it('does not ask again because somebody looked elsewhere for a moment', async () => {
    const { backend } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    await waitFor(() => expect(backend.calendarAnswers).toHaveLength(3));
    await lookAgain({ afterMinutes: 0.5 });
    expect(backend.calendarAnswers).toHaveLength(3);
  });

  it('offers what is new, and shows it when it is asked to', async () => {
    const { user, backend } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    push(backend, 'Pushed meanwhile');
    await lookAgain({ afterMinutes: 2 });

    await waitFor(() => expect(news()).toBeVisible());
    expect(squareOf(DAY)).toHaveAccessibleName(NONE);
    await user.click(news()!);

    expect(squareOf(DAY)).toHaveAccessibleName(ONE);
    expect(news()).toBeNull();
  });

  it('says how fresh the same numbers are without a word', async () => {
    const { backend } = renderTab({ backend: backendOf('busy') });
    expect(await screen.findByText(/^As of 3 minutes ago/)).toBeVisible();
    backend.update({ syncedAt: '2026-11-23T12:02:00.000Z' });
    await lookAgain({ afterMinutes: 3 });
    expect(
      await screen.findByText(/^As of (1 minute ago|just now)/),
    ).toBeVisible();
    expect(news()).toBeNull();
  });

  it('keeps what it shows while the backend does not answer, and says nothing', async () => {
    const { backend } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    backend.failure = 'unreachable';
    await lookAgain({ afterMinutes: 2 });
    expect(screen.getByRole('grid')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is refreshed at once by its button', async () => {
    const { user, backend } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    push(backend, 'Pushed meanwhile');
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(squareOf(DAY)).toHaveAccessibleName(ONE));
  });
});

describe('the list of a day', () => {
  it('stays as it is where a newer calendar counts as much on that day', async () => {
    const { user, backend } = renderTab({
      backend: backendOf('busy'),
      query: 'day=2026-10-29',
    });
    const list = await screen.findByRole('region', { name: /October 29/ });
    const items = await within(list).findAllByRole('listitem');
    push(backend, 'Pushed on another day');
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(squareOf(DAY)).toHaveAccessibleName(ONE));
    expect(within(list).getAllByRole('listitem')).toEqual(items);
  });

  it('is shown with a calendar that says the same, though commits came in between', async () => {
    const { user, backend } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    push(backend, 'Pushed meanwhile');
    expect(squareOf(DAY)).toHaveAccessibleName(NONE);

    await user.click(squareOf(DAY));

    const list = await screen.findByRole('region', { name: ONE });
    expect(await within(list).findByText('Pushed meanwhile')).toBeVisible();
    expect(squareOf(DAY)).toHaveAccessibleName(ONE);
  });

  it('begins anew where commits came between its pages', async () => {
    const { user, backend } = renderTab({
      backend: backendOf('imported'),
      query: 'day=2026-08-15',
    });
    const list = await screen.findByRole('region', { name: /August 15/ });
    await within(list).findByText(/^100 of/);
    const { commits } = backend.ledger;
    backend.update({
      commits: [
        ...commits,
        sampleCommit({
          index: commits.length,
          day: '2026-08-15',
          time: '23:59:59',
          subject: 'Pushed between two pages',
        }),
      ],
    });

    await user.click(within(list).getByRole('button', { name: 'Show more' }));

    expect(await screen.findByText('Pushed between two pages')).toBeVisible();
    const total = backend.ledger.commits.filter(
      ({ day, merge, author }) => day === '2026-08-15' && !merge && !author.bot,
    ).length;
    expect(
      await screen.findByText(`100 of ${total.toLocaleString('en-US')} shown`),
    ).toBeVisible();
  });

  it('is shown all the same where commits arrive faster than they can be asked for', async () => {
    // each calendar is of another revision than whatever was asked before
    renderTab({ backend: backendOf('growing'), query: 'day=2026-11-23' });
    const list = await screen.findByRole('region', { name: /November 23/ });
    expect(
      (await within(list).findAllByRole('listitem')).length,
    ).toBeGreaterThan(0);
  });
});
