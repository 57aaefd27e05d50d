import { act, screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';

const MONTHS = 'from=2026-08-01&to=2026-11-23';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

const findSection = () =>
  screen.findByRole('region', { name: 'When, and by how many' });

describe('weekdays, hours and weeks', () => {
  it('are shown of a team, and not of people who are filtered for', async () => {
    const { backend } = renderTab({
      backend: backendOf('team'),
      entity: entityOf('Group', {}),
      query: `${MONTHS}&person=1`,
    });
    expect(await screen.findByRole('grid')).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'When, and by how many' }),
    ).toBeNull();
    expect(backend.rhythmQueries).toEqual([]);
  });

  it('are a table of commits by the authors’ clocks, and lines that are said in words', async () => {
    const { backend } = renderTab({
      backend: backendOf('team'),
      entity: entityOf('Group', {}),
      query: MONTHS,
    });
    const section = within(await findSection());
    const row = (
      await section.findByRole('rowheader', { name: 'Tuesday' })
    ).closest('tr')!;
    const counted = backend.ledger.commits.filter(
      ({ day, merge, author }) =>
        day >= '2026-08-01' && day <= '2026-11-23' && !merge && !author.bot,
    );
    const onTuesday = counted.filter(
      ({ authoredAt }) =>
        new Date(`${authoredAt.slice(0, 10)}T00:00:00Z`).getUTCDay() === 2,
    );
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => Number(textContent)),
    ).toEqual(
      Array.from(
        { length: 24 },
        (_, hour) =>
          onTuesday.filter(
            ({ authoredAt }) => Number(authoredAt.slice(11, 13)) === hour,
          ).length,
      ),
    );
    expect(onTuesday.length).toBeGreaterThan(10);
    const sentence = section.getByText(/^Usually \d+ repositories a week/);
    expect(sentence).toBeVisible();
    expect(
      section.getByRole('img', { name: /^Active people and repositories/ }),
    ).toHaveAccessibleName(expect.stringContaining(sentence.textContent!));
    const { violations } = await axe(document.body, {
      // the page around the tab is not ours
      rules: { region: { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it('are asked for once somebody is about to see them', async () => {
    const seers: Array<(entries: Array<{ isIntersecting: boolean }>) => void> =
      [];
    window.IntersectionObserver = class {
      constructor(onSeen: (typeof seers)[number]) {
        seers.push(onSeen);
      }
      observe() {}
      disconnect() {}
    } as unknown as typeof IntersectionObserver;
    try {
      const { backend } = renderTab({
        backend: backendOf('team'),
        entity: entityOf('Group', {}),
        query: MONTHS,
      });
      await findSection();
      await screen.findAllByText('Months compared');
      expect(
        screen.getByRole('status', { name: 'Loading weekdays and hours' }),
      ).toBeVisible();
      expect(backend.rhythmQueries).toEqual([]);

      act(() => seers.forEach(see => see([{ isIntersecting: true }])));

      expect(
        await screen.findByRole('rowheader', { name: 'Tuesday' }),
      ).toBeVisible();
      expect(backend.rhythmQueries).toHaveLength(1);
    } finally {
      Reflect.deleteProperty(window, 'IntersectionObserver');
    }
  });

  it.each([
    ['a component', 'Component'],
    ['a person', 'User'],
  ])('are not shown for %s', async (_, kind) => {
    const { backend } = renderTab({
      backend: backendOf('busy'),
      entity: entityOf(kind),
    });
    await screen.findByRole('grid');
    expect(screen.queryByText('When, and by how many')).toBeNull();
    expect(backend.rhythmQueries).toEqual([]);
  });
});
