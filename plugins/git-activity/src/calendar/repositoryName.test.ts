import { nameOfRepository } from './repositoryName';

it.each([
  ['https://github.com/rails/rails', 'rails/rails'],
  ['https://gitlab.example.com/a/b/c/d.git', 'c/d'],
  ['file:///srv/git/with%20a%20space.git/', 'git/with a space'],
  ['file:///repo', 'repo'],
  ['https://example.com/100%/sure', '100%/sure'],
  // Marks that would turn the rest of the line around, or a name that shows nothing
  ['https://example.com/a/b%E2%80%AEc', 'a/bc'],
  ['https://example.com/a/%E2%80%8B', 'a/%E2%80%8B'],
])('calls %s %s', (url, name) => {
  expect(nameOfRepository(url)).toBe(name);
});
