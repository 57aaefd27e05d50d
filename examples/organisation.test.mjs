import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { prepareSample } from '../scripts/lib/sample.mjs';

const NOW = new Date('2026-11-20T16:00:00Z');
const LATER = new Date('2026-11-24T09:00:00Z');
const LAST = new Date('2026-11-26T12:00:00Z');

describe('The sample organisation', () => {
  let folder;
  let other;

  const git = (repository, ...args) =>
    execFileSync(
      'git',
      ['--git-dir', path.join(folder, 'repositories', repository), ...args],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    ).trim();
  const lines = (...args) =>
    git(...args)
      .split('\n')
      .filter(Boolean);
  const headsOf = async where => {
    const repositories = path.join(where, 'repositories');
    const names = (await readdir(repositories)).sort();
    return names.map(name => [
      name,
      execFileSync(
        'git',
        ['--git-dir', path.join(repositories, name), 'for-each-ref'],
        { encoding: 'utf8' },
      ),
    ]);
  };

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'git-activity-sample-'));
    other = await mkdtemp(path.join(os.tmpdir(), 'git-activity-sample-'));
    await prepareSample({ folder, now: NOW });
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(other, { recursive: true, force: true });
  });

  it('has the same SHAs wherever it is made, and only grows', async () => {
    const former = git('payments-api.git', 'rev-parse', 'HEAD');
    await prepareSample({ folder, now: LATER });
    await prepareSample({ folder: other, now: LATER });
    assert.deepEqual(await headsOf(folder), await headsOf(other));
    assert.equal(git('payments-api.git', 'merge-base', former, 'HEAD'), former);
    assert.notEqual(git('payments-api.git', 'rev-parse', 'HEAD'), former);
  });

  it('leaves what somebody else committed there alone', async () => {
    const commit = git(
      'payments-api.git',
      ...['-c', 'user.name=Someone', '-c', 'user.email=someone@example.com'],
      ...['commit-tree', 'HEAD^{tree}', '-p', 'HEAD~3', '-m', 'Their own'],
    );
    git('payments-api.git', 'update-ref', 'refs/heads/main', commit);
    await prepareSample({ folder, now: LAST });
    assert.equal(git('payments-api.git', 'rev-parse', 'HEAD'), commit);
  });

  it('reaches back three years, and up to now', () => {
    const [newest] = lines('storefront web.git', 'log', '-1', '--format=%at');
    const oldest = lines('storefront web.git', 'log', '--format=%at').at(-1);
    assert.ok(oldest < Date.parse('2023-11-20') / 1000);
    assert.ok(newest > Date.parse('2026-11-19') / 1000);
    assert.ok(newest <= LAST.getTime() / 1000);
  });

  it('has authors whose day is another day in UTC', () => {
    const days = lines(
      'mobile-app.git',
      'log',
      '--format=%at %ad',
      '--date=format:%F',
    );
    const elsewhere = days.filter(line => {
      const [time, day] = line.split(' ');
      return new Date(time * 1000).toISOString().slice(0, 10) !== day;
    });
    assert.ok(elsewhere.length > 50);
    const zones = new Set(
      lines('storefront web.git', 'log', '--format=%ai').map(line =>
        line.slice(-5),
      ),
    );
    for (const zone of [
      '-0800',
      '-0700',
      '+0100',
      '+0200',
      '+1200',
      '+1300',
      '+0000',
    ]) {
      assert.ok(zones.has(zone), zone);
    }
  });

  it('has merges, bots and co-authors', () => {
    assert.ok(
      lines('payments-api.git', 'rev-list', '--merges', 'HEAD').length > 100,
    );
    const authors = lines('payments-api.git', 'log', '--format=%ae');
    assert.ok(authors.filter(email => email.includes('[bot]@')).length > 100);
    const coAuthors = lines(
      'payments-api.git',
      'log',
      '--format=%(trailers:key=co-authored-by,valueonly)',
    );
    assert.ok(coAuthors.length > 50);
  });

  it('has people with more than one address', () => {
    const former = lines(
      'storefront web.git',
      'log',
      '--no-mailmap',
      '--format=%ae',
    );
    assert.ok(former.includes('lucia@fernandez.example'));
    assert.ok(former.includes('204173+mayathompson@users.noreply.github.com'));
    const mapped = lines(
      'storefront web.git',
      '-c',
      'mailmap.blob=HEAD:.mailmap',
      'log',
      '--format=%aE',
    );
    assert.ok(!mapped.includes('lucia@fernandez.example'));
  });

  it('has a fork that shares commits with its upstream', () => {
    const shas = repository => new Set(lines(repository, 'rev-list', 'HEAD'));
    const upstream = shas('settlement-engine.git');
    const fork = [...shas('settlement-engine-brazil.git')];
    const shared = fork.filter(sha => upstream.has(sha)).length;
    assert.ok(shared > 500);
    assert.ok(fork.length - shared > 100);
  });

  it('has a branch that was rewritten: other SHAs, same authors and days', () => {
    const former = lines(
      'mobile-app.git',
      'log',
      '--format=%an %at',
      'before-rewrite',
    );
    const present = lines('mobile-app.git', 'log', '--format=%an %at', 'main');
    assert.ok(former.every(line => present.includes(line)));
    assert.equal(
      lines('mobile-app.git', 'rev-list', 'before-rewrite', '--not', 'main')
        .length,
      former.length,
    );
  });

  it('has a repository that was imported on one day', () => {
    const days = lines(
      'parcel-tracking.git',
      'log',
      '--format=%ad',
      '--date=format:%F',
      'trunk',
    );
    assert.equal(days.filter(day => day === '2024-03-12').length, 260);
  });

  it('has a repository with folders, of which commits touch one, two or none', () => {
    const folders = [
      'services/stock',
      'services/picking',
      'libs/delivery-promise',
    ];
    const touching = paths =>
      new Set(
        lines('warehouse.git', 'rev-list', '--no-merges', 'HEAD', ...paths),
      );
    const all = touching([]);
    const some = touching(['--', ...folders]);
    const each = folders.map(folder => touching(['--', folder]));
    const several = [...some].filter(
      sha => each.filter(shas => shas.has(sha)).length > 1,
    );
    assert.ok(each.every(shas => shas.size > 100));
    assert.ok(several.length > 50);
    assert.ok(several.length < some.size / 2);
    assert.ok(all.size - some.size > 50);
  });

  it('has an empty repository', () => {
    assert.deepEqual(lines('loyalty-points.git', 'for-each-ref'), []);
  });

  it('has sound repositories', async () => {
    for (const name of await readdir(path.join(folder, 'repositories'))) {
      assert.equal(
        git(name, 'fsck', '--strict', '--no-dangling').replace(
          /^notice:.*$/gm,
          '',
        ),
        '',
      );
    }
  });
});
