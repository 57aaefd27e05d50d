// Writes histories in the language of `git fast-import`.

/** Where commits live until their merge; removed afterwards. */
export const SCRATCH_REF = 'refs/scratch/side';

const zone = offset => {
  const minutes = Math.abs(offset);
  const digits = number => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60))}${digits(
    minutes % 60,
  )}`;
};

const signature = ({ name, email }, { time, offset }) =>
  `${name} <${email}> ${time} ${zone(offset)}`;

const data = text => `data ${Buffer.byteLength(text)}\n${text}\n`;

const file = (path, text) => `M 100644 inline ${path}\n${data(text)}`;

function messageOf({ subject, trailers }) {
  return trailers.length > 0
    ? `${subject}\n\n${trailers.join('\n')}\n`
    : `${subject}\n`;
}

/** The text of a file says which commit wrote it last; nobody reads it. */
const textOf = ({ subject, time }) => `// ${time}: ${subject}\n`;

function commitText({ commit, ref, marks }) {
  const when = { time: commit.time, offset: commit.offset };
  const [first, ...others] = commit.parents;
  return [
    `commit ${commit.side ? SCRATCH_REF : ref}\n`,
    `mark :${marks.get(commit)}\n`,
    `author ${signature(commit.author, when)}\n`,
    `committer ${signature(
      commit.committer ?? commit.author,
      commit.committedAt ?? when,
    )}\n`,
    data(messageOf(commit)),
    first ? `from :${marks.get(first)}\n` : '',
    ...others.map(parent => `merge :${marks.get(parent)}\n`),
    ...(commit.changes ?? [commit]).flatMap(change =>
      (change.files ?? []).map(path => file(path, textOf(change))),
    ),
    ...Object.entries(commit.extra ?? {}).map(([path, text]) =>
      file(path, text),
    ),
    '\n',
  ].join('');
}

/** The stream that makes a branch of these commits. */
export function fastImportStream(branches) {
  const marks = new Map();
  const parts = ['feature done\n'];
  for (const { branch, commits } of branches) {
    for (const commit of commits) {
      marks.set(commit, marks.size + 1);
      parts.push(commitText({ commit, ref: `refs/heads/${branch}`, marks }));
    }
  }
  parts.push('done\n');
  return parts.join('');
}
