import { toAnnotation, toMailmap } from './gitLines';

const ada = {
  name: 'Ada\n<Lovelace>',
  userEntityRef: 'user:default/ada',
  email: 'ada@example.com',
};

it('writes the line of a .mailmap as git reads it', () => {
  const email = 'old@example.com';
  expect(toMailmap({ email }, ada)).toBe(
    'Ada  Lovelace <ada@example.com> <old@example.com>',
  );
  expect(toMailmap({ email, name: 'A.' }, ada)).toBe(
    'Ada  Lovelace <ada@example.com> A. <old@example.com>',
  );
  expect(toMailmap({ email }, { name: 'Ada' })).toBeUndefined();
});

it('writes the annotation of a User where one can say it', () => {
  const email = 'old@example.com';
  expect(toAnnotation({ email }, ada)).toBe(
    'git-activity/emails: old@example.com',
  );
  expect(toAnnotation({ email, name: 'A.' }, ada)).toBeUndefined();
  expect(toAnnotation({ email }, { name: 'B', email })).toBeUndefined();
});
