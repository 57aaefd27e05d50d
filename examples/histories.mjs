// Turns the recipes of organisation.mjs into histories. What happens at a moment depends on the recipe and that moment
// alone, so a history up to today is the beginning of the history up to tomorrow: same commits, same SHAs.
import { bots, host, mailmap, people, tools } from './people.mjs';
import { createRandom } from './random.mjs';

const DAY_S = 86_400;
const HOUR_S = 3600;
const MINUTE_S = 60;

const VERBS = [
  'Add',
  'Fix',
  'Handle',
  'Simplify',
  'Test',
  'Document',
  'Log',
  'Rework',
  'Speed up',
  'Clean up',
];
const LIBRARIES = [
  'express',
  'zod',
  'undici',
  'pino',
  'eslint',
  'vite',
  'knex',
];

/** A share of a working day's commits, by weekday from Sunday. */
const WEEK_RHYTHM = [0.04, 0.95, 1.1, 1.15, 1.05, 0.8, 0.07];

const MERGE_CHANCE = 0.14;
const CO_AUTHOR_CHANCE = 0.07;
const TOOL_CHANCE = 0.03;
const OTHER_EMAIL_CHANCE = 0.15;

const dayOf = date => Date.parse(`${date}T00:00:00Z`) / 1000 / DAY_S;
const weekdayOf = day => (day + 4) % 7;
const slug = text => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** How much someone works on a day, 1 being an average working day: weekends, holidays, busy weeks. */
function pulse({ who, day }) {
  const year = new Date(day * DAY_S * 1000).getUTCFullYear();
  const ofYear = day - Date.UTC(year, 0, 1) / 1000 / DAY_S;
  const holidays = createRandom('holidays', who, year);
  const long = holidays.integer(150, 230);
  const short = holidays.integer(40, 120);
  const away =
    (ofYear >= long && ofYear < long + 16) ||
    (ofYear >= short && ofYear < short + 6) ||
    ofYear >= 357 ||
    ofYear < 2;
  if (away) return 0.02;
  const week = createRandom('week', who, Math.floor((day + 3) / 7));
  const sick = createRandom('day', who, day).chance(0.05) ? 0 : 1;
  return WEEK_RHYTHM[weekdayOf(day)] * (0.4 + 1.2 * week.next()) * sick;
}

/** When on a day someone commits: mostly at work, some evenings; seconds after midnight of the own clock. */
function clock(random) {
  if (random.chance(0.12)) return random.integer(19 * HOUR_S, 24 * HOUR_S - 1);
  return random.integer(7.5 * HOUR_S, 18.5 * HOUR_S);
}

function identityOf({ who, day, random }) {
  const person = people[who];
  const { formerly } = person;
  if (formerly && day < dayOf(formerly.until)) {
    return { name: formerly.name, email: formerly.email };
  }
  const other = person.otherEmail && random.chance(OTHER_EMAIL_CHANCE);
  return { name: person.name, email: other ? person.otherEmail : person.email };
}

function trailersOf({ recipe, who, random }) {
  const trailers = [];
  const others = Object.keys(recipe.team).filter(name => name !== who);
  if (others.length > 0 && random.chance(CO_AUTHOR_CHANCE)) {
    const { name, email } = people[random.pick(others)];
    const key = random.pick(['Co-authored-by', 'Co-Authored-By']);
    trailers.push(`${key}: ${name} <${email}>`);
  }
  if (random.chance(TOOL_CHANCE)) {
    trailers.push(`Co-authored-by: ${random.pick(tools)}`);
  }
  return trailers;
}

/** In a repository of several parts, most commits change one of them, some change two, and some only what all have in common. */
function filesOf({ recipe, random, area }) {
  const name = random.pick(['index', 'rules', 'store', 'http']);
  const file = `src/${area}/${name}.ts`;
  const { folders } = recipe;
  if (!folders) return [file];
  if (random.chance(0.1)) return ['tsconfig.json'];
  const first = random.integer(0, folders.length - 1);
  const changed = [folders[first]];
  if (random.chance(0.2)) {
    const next = first + random.integer(1, folders.length - 1);
    changed.push(folders[next % folders.length]);
  }
  return changed.map(folder => `${folder}/${file}`);
}

/** One commit by a person, before it has its place among the others. */
function event({ recipe, who, day, second, random, subject }) {
  const offset = people[who].offset(day);
  const area = random.pick(recipe.areas);
  return {
    who,
    author: identityOf({ who, day, random }),
    time: day * DAY_S + second - offset * MINUTE_S,
    offset,
    subject,
    trailers: trailersOf({ recipe, who, random }),
    files: filesOf({ recipe, random, area }),
    branches: random.chance(MERGE_CHANCE),
    length: random.integer(1, 3),
  };
}

function* workOn({ recipe, day }) {
  for (const [who, pace] of Object.entries(recipe.team)) {
    const random = createRandom(recipe.name, who, day);
    const count = random.poisson(pace * pulse({ who, day }));
    for (let index = 0; index < count; index++) {
      const subject = `${random.pick(VERBS)} ${random.pick(recipe.topics)}`;
      const second = clock(random);
      yield event({ recipe, who, day, second, random, subject });
    }
  }
}

/** Bots open their changes before anybody is up, on Mondays. */
function* updatesOn({ recipe, day }) {
  if (!recipe.bot || weekdayOf(day) !== 1) return;
  const random = createRandom(recipe.name, 'bot', day);
  const count = random.integer(0, 4);
  for (let index = 0; index < count; index++) {
    const minor = random.integer(1, 40);
    yield {
      author: bots[recipe.bot],
      time: day * DAY_S + 4 * HOUR_S + index * 3 * MINUTE_S,
      offset: 0,
      subject: `Bump ${random.pick(LIBRARIES)} from 4.${
        minor - 1
      }.0 to 4.${minor}.0`,
      trailers: [],
      files: ['package.json'],
    };
  }
}

/** What came from another system: many commits, a minute and a half apart, all on one day. */
function* importOf({ recipe }) {
  if (!recipe.imported) return;
  const { on, by, commits } = recipe.imported;
  const day = dayOf(on);
  for (let index = 0; index < commits; index++) {
    const random = createRandom(recipe.name, 'import', index);
    yield {
      ...event({
        recipe,
        who: by,
        day,
        second: 9 * HOUR_S + index * 90,
        random,
        subject: `Import r${index + 1}: ${random.pick(recipe.topics)}`,
      }),
      trailers: [],
      branches: false,
    };
  }
}

/** All that happened up to a moment, by time. */
function eventsOf({ recipe, until }) {
  const events = [...importOf({ recipe })];
  const first = dayOf(recipe.from) + (recipe.imported ? 1 : 0);
  // Someone's day begins half a day before it does in UTC.
  const last = Math.floor(until / DAY_S) + 1;
  for (let day = first; day <= last; day++) {
    events.push(...workOn({ recipe, day }), ...updatesOn({ recipe, day }));
  }
  return events
    .filter(({ time }) => time <= until)
    .sort((one, other) => one.time - other.time);
}

/** Gives events their parents: most follow each other, some go over a branch that somebody else merges. */
function weave({ recipe, events, until, commits }) {
  let tip = commits.at(-1);
  const open = new Map();
  const due = [];
  let pullRequest = 0;
  const add = commit => {
    commits.push(commit);
    return commit;
  };
  const mergeUpTo = time => {
    due.sort((one, other) => one.time - other.time);
    while (due.length > 0 && due[0].time <= time) {
      const { side, ...merge } = due.shift();
      tip = add({ ...merge, parents: [tip, side.at(-1)], changes: side });
    }
  };
  for (const { branches, length, who, ...made } of events) {
    mergeUpTo(made.time);
    const branch = open.get(who);
    if (tip && (branch || branches)) {
      const { side, left } = branch ?? { side: [], left: length };
      side.push(add({ ...made, side: true, parents: [side.at(-1) ?? tip] }));
      if (left > 1) {
        open.set(who, { side, left: left - 1 });
        continue;
      }
      open.delete(who);
      due.push(mergeOf({ recipe, who, side, number: ++pullRequest }));
    } else {
      tip = add({ ...made, parents: tip ? [tip] : [] });
    }
  }
  mergeUpTo(until);
  return commits;
}

function mergeOf({ recipe, who, side, number }) {
  const last = side.at(-1);
  const random = createRandom(recipe.name, 'merge', last.time);
  const others = Object.keys(recipe.team).filter(name => name !== who);
  const by = random.pick(others);
  const time = last.time + random.integer(15, 300) * MINUTE_S;
  const { name, email, offset } = people[by];
  return {
    author: { name, email },
    committer: host,
    time,
    offset: offset(Math.floor(time / DAY_S)),
    subject: `Merge pull request #${number} from harbour/${slug(
      side[0].subject,
    )}`,
    trailers: [],
    side,
  };
}

/** The first commit also brings what every repository has. */
function withBeginnings({ recipe, commits, secret }) {
  return commits.map((commit, index) =>
    index > 0
      ? commit
      : Object.assign(commit, {
          extra: {
            'README.md': `# ${recipe.name}\n\nPart of the sample organisation; no code is in here.\n`,
            '.mailmap': mailmap,
            ...(secret
              ? { 'config/keys.json': '{ "key": "once-secret" }\n' }
              : {}),
          },
        }),
  );
}

/** The commits of a repository's default branch, parents first, and those of its other branches. */
export function historyOf({ recipe, recipes, until }) {
  if (!recipe.from) return { branch: recipe.branch ?? 'main', commits: [] };
  const build = (end, options) => {
    const base = [];
    if (recipe.fork) {
      const upstream = recipes.find(({ name }) => name === recipe.fork.of);
      const forkedAt = dayOf(recipe.fork.on) * DAY_S;
      base.push(
        ...historyOf({ recipe: upstream, recipes, until: forkedAt }).commits,
      );
      while (base.at(-1).side) base.pop();
    }
    const events = eventsOf({ recipe, until: end });
    const commits = weave({ recipe, events, until: end, commits: base });
    return recipe.fork
      ? commits
      : withBeginnings({ recipe, commits, ...options });
  };
  const history = { branch: recipe.branch ?? 'main', commits: build(until) };
  if (!recipe.rewritten) return history;
  const { on, by, formerBranch } = recipe.rewritten;
  const rewrittenAt = dayOf(on) * DAY_S + 15 * HOUR_S;
  const { name, email, offset } = people[by];
  history.commits.forEach((commit, index) => {
    if (commit.time >= rewrittenAt) return;
    Object.assign(commit, {
      committer: { name, email },
      committedAt: {
        time: rewrittenAt + Math.floor(index / 10),
        offset: offset(dayOf(on)),
      },
    });
  });
  const former = build(Math.min(until, rewrittenAt), { secret: true });
  return { ...history, former: { branch: formerBranch, commits: former } };
}
