import { nameOfRepository } from './repositoryName';

it.each([
  ['https://github.com/rails/rails', 'rails/rails'],
  ['https://gitlab.example.com/a/b/c/d.git', 'c/d'],
  ['file:///srv/git/with%20a%20space.git/', 'git/with a space'],
  ['file:///repo', 'repo'],
  ['https://example.com/100%/sure', '100%/sure'],
])('calls %s %s', (url, name) => {
  expect(nameOfRepository(url)).toBe(name);
});
