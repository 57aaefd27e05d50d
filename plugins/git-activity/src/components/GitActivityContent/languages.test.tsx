import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  renderExtension,
  renderTab,
  squareOf,
  stopTheClock,
} from '../../../dev/renderTab';
import { sampleCommit } from '../../../dev/sampleLedger';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
  // where a portal remembers which language was chosen
  localStorage.clear();
});

/** A backend with one commit on 3 March, and 1,204 on the day before. */
function fewAndMany() {
  const backend = backendOf('busy');
  const days = ['2026-03-03', ...Array<string>(1204).fill('2026-03-02')];
  backend.update({
    commits: days.map((day, index) => sampleCommit({ index, day })),
  });
  return backend;
}

describe('in a portal in German', () => {
  const language = 'de';

  it('says days, plurals and numbers in whole German sentences', async () => {
    renderTab({ backend: fewAndMany(), language, query: 'day=2026-03-03' });
    expect(
      await screen.findByRole('heading', { name: '1.205 Commits' }),
    ).toBeVisible();
    expect(squareOf('2026-03-02')).toHaveAccessibleName(
      '1.204 Commits am Montag, 2. März 2026',
    );
    expect(squareOf('2026-03-03')).toHaveAccessibleName(
      '1 Commit am Dienstag, 3. März 2026',
    );
    expect(squareOf('2026-03-04')).toHaveAccessibleName(
      'Keine Commits am Mittwoch, 4. März 2026',
    );
    expect(
      screen.getByText('an 2 Tagen, von 1 Person und in 1 Repository'),
    ).toBeVisible();
    expect(
      screen.getByText('Stand: vor 3 Minuten; 1 von 1 Repository aktuell'),
    ).toBeVisible();
    expect(
      screen.getByText(
        '1.204 Commits am 2. März 2026 machen 99 % dieser Summe aus.',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('region', {
        name: '1 Commit am Dienstag, 3. März 2026',
      }),
    ).toBeVisible();
  });

  it('begins weeks on Monday', async () => {
    renderTab({ backend: fewAndMany(), language, query: 'range=2026' });
    const grid = await screen.findByRole('grid', {
      name: 'Commits pro Tag, 1. Jan. 2026 bis 31. Dez. 2026',
    });
    const weekdays = within(grid)
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent);
    expect(weekdays[0]).toBe('MoMontag');
    expect(weekdays[6]).toBe('Sonntag');
  });

  it('tells assistive technology that it is German', async () => {
    renderTab({ backend: fewAndMany(), language });
    const grid = await screen.findByRole('grid');
    expect(grid.closest('[lang]')).toHaveAttribute('lang', 'de');
  });

  it('compares the months and the repositories of a team', async () => {
    renderTab({
      backend: backendOf('team'),
      entity: entityOf('Group', {}),
      language,
    });
    expect(
      await screen.findByText(
        '30 Repositories von shop. Nicht enthalten: 1 Entität mit einem Repository, das nicht verfolgt werden kann.',
      ),
    ).toBeVisible();
    expect(await screen.findByText('Monate im Vergleich')).toBeVisible();
    expect(
      await screen.findByRole('button', { name: /^Seit 90 Tagen still: \d+$/ }),
    ).toBeVisible();
    expect(screen.getByText(/^1–25 von 30$/)).toBeVisible();
  });

  // without what stands in the sentences as elements of their own
  it.each([
    [
      'held-back',
      /^Das Anfragelimit eines Hosts hält 2 von 14 Repositories bis zurück; nichts geht verloren/,
    ],
    ['forbidden', 'Das dürfen Sie nicht sehen'],
    ['empty', 'Es gibt noch keine Commits: Die Historie ist leer.'],
  ])('says what is the matter: %s', async (scenario, words) => {
    renderTab({ backend: backendOf(scenario), language });
    const found = await screen.findAllByText(words);
    expect(found[0]).toBeVisible();
  });

  it('says what would let it recognise somebody', async () => {
    renderTab({
      backend: backendOf('unrecognised'),
      entity: entityOf('User', {}),
      language,
    });
    expect(
      (await screen.findByText('Commits nicht zugeordnet')).parentElement,
    ).toHaveTextContent(
      /Nichts im Katalog erlaubt es, Commits von .*shop.* zuzuordnen: Ergänzen Sie beim User spec.profile.email oder die Annotation github.com\/user-login\.$/,
    );
  });

  it('has a card in German', async () => {
    renderExtension({
      extension: 'entity-card:git-activity',
      backend: fewAndMany(),
      language,
    });
    expect(await screen.findByText('Git-Aktivität')).toBeVisible();
    expect(
      await screen.findByText('1.205 Commits in den letzten 12 Monaten'),
    ).toBeVisible();
  });

  it('has nothing that axe would find', async () => {
    renderTab({
      backend: backendOf('busy'),
      language,
      query: 'day=2026-10-29&from=2026-10-26&to=2026-11-23',
    });
    await screen.findAllByText(/UTC/);
    const { violations } = await axe(document.body, {
      // the page around the tab is not ours
      rules: { region: { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});

it('stays in English, days and all, where there are no messages of a language', async () => {
  renderTab({ backend: fewAndMany(), language: 'fr' });
  await screen.findByRole('grid');
  expect(squareOf('2026-03-02')).toHaveAccessibleName(
    '1,204 commits on Monday, March 2, 2026',
  );
});

describe('in a language that is written from right to left', () => {
  const messages = {
    language: 'ar-EG',
    'days.commits_other': '{{days}}: {{count}}',
  };

  it('is written so, whatever the page around it is in', async () => {
    renderTab({ backend: fewAndMany(), messages });
    const part = (await screen.findByRole('grid')).closest('[dir]');
    expect(part).toHaveAttribute('dir', 'rtl');
    expect(part).toHaveAttribute('lang', 'ar-EG');
  });

  it('has the words that the portal brings, with its dates and digits', async () => {
    renderTab({ backend: fewAndMany(), messages });
    await screen.findByRole('grid');
    expect(squareOf('2026-03-02')).toHaveAccessibleName(
      'الاثنين، ٢ مارس ٢٠٢٦: ١٬٢٠٤',
    );
  });

  it('has its time run so, in drawings as in the calendar', async () => {
    renderTab({
      backend: backendOf('team'),
      entity: entityOf('Group', {}),
      messages,
    });
    await screen.findByRole('grid');
    const drawings = [
      await screen.findByRole('img', { name: /^Commits by month/ }),
      ...(await screen.findAllByRole('img', { name: /^Commits in/ })),
    ];
    for (const drawing of drawings) {
      expect(getComputedStyle(drawing).transform).toBe('scaleX(-1)');
    }
    // columns of a grid are counted from where texts begin
    expect(squareOf('2025-11-25').style.gridColumn).toBe('2');
  });
});

it('has its time run from left to right in other languages, though the page around it may not', async () => {
  document.documentElement.dir = 'rtl';
  renderTab({ backend: backendOf('team'), entity: entityOf('Group', {}) });
  const drawing = await screen.findByRole('img', { name: /^Commits by month/ });
  expect(drawing.closest('[dir]')).toHaveAttribute('dir', 'ltr');
  expect(getComputedStyle(drawing).transform).not.toContain('scaleX');
  document.documentElement.removeAttribute('dir');
});
