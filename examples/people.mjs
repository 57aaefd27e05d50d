// The people of the sample organisation, and the clocks they live by. The rules for summer time are written out, so that
// histories do not depend on the time zone data of the machine that makes them.

const HOUR = 60;
const DAY_MS = 86_400_000;

/** The n-th Sunday (from 1; -1 is the last) of a month, as a day number since 1970. */
function sunday({ year, month, nth }) {
  if (nth > 0) {
    const first = Date.UTC(year, month - 1, 1) / DAY_MS;
    return first + ((10 - (first % 7)) % 7) + (nth - 1) * 7;
  }
  const last = Date.UTC(year, month, 0) / DAY_MS;
  return last - ((last + 4) % 7);
}

const yearOf = day => new Date(day * DAY_MS).getUTCFullYear();

/** Minutes east of UTC on a day, for each place. */
const lagos = () => HOUR;
const tokyo = () => 9 * HOUR;
const kolkata = () => 5.5 * HOUR;
const madrid = day => {
  const year = yearOf(day);
  const begin = sunday({ year, month: 3, nth: -1 });
  const end = sunday({ year, month: 10, nth: -1 });
  return day >= begin && day < end ? 2 * HOUR : HOUR;
};
const losAngeles = day => {
  const year = yearOf(day);
  const begin = sunday({ year, month: 3, nth: 2 });
  const end = sunday({ year, month: 11, nth: 1 });
  return day >= begin && day < end ? -7 * HOUR : -8 * HOUR;
};
const auckland = day => {
  const year = yearOf(day);
  const end = sunday({ year, month: 4, nth: 1 });
  const begin = sunday({ year, month: 9, nth: -1 });
  return day >= begin || day < end ? 13 * HOUR : 12 * HOUR;
};

export const people = {
  amara: {
    name: 'Amara Okafor',
    email: 'amara.okafor@harbour.example',
    offset: lagos,
  },
  kenji: {
    name: 'Kenji Watanabe',
    email: 'kenji.watanabe@harbour.example',
    offset: tokyo,
    // One of his machines writes the address in another case; it is the same person.
    otherEmail: 'Kenji.Watanabe@Harbour.example',
  },
  priya: {
    name: 'Priya Raghunathan',
    email: 'priya.raghunathan@harbour.example',
    offset: kolkata,
  },
  lucia: {
    name: 'Lucía Fernández',
    email: 'lucia.fernandez@harbour.example',
    offset: madrid,
    // Until she changed it, her machine signed with a private address; the repositories' .mailmap says whose it is.
    formerly: {
      name: 'Lucia F',
      email: 'lucia@fernandez.example',
      until: '2024-11-04',
    },
  },
  maya: {
    name: 'Maya Thompson',
    email: 'maya.thompson@harbour.example',
    offset: losAngeles,
    // What the host writes when she edits in the browser.
    otherEmail: '204173+mayathompson@users.noreply.github.com',
  },
  tane: {
    name: 'Tāne Walker',
    email: 'tane.walker@harbour.example',
    offset: auckland,
  },
};

export const bots = {
  dependabot: {
    name: 'dependabot[bot]',
    email: '49699333+dependabot[bot]@users.noreply.github.com',
  },
  renovate: {
    name: 'renovate[bot]',
    email: '29139614+renovate[bot]@users.noreply.github.com',
  },
};

/** What the host signs with when it commits for someone. */
export const host = { name: 'GitHub', email: 'noreply@github.com' };

/** Tools that sign as co-authors. */
export const tools = [
  'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>',
  'Copilot <175728472+Copilot@users.noreply.github.com>',
];

export const mailmap = `${people.lucia.name} <${people.lucia.email}> <${people.lucia.formerly.email}>\n`;
