import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clearCounts, sumCounts, writeCounts } from './lib/counts.mjs';

describe('What .ci/run adds up', () => {
  let folder;

  before(async () => {
    folder = path.join(
      await mkdtemp(path.join(os.tmpdir(), 'git-activity-counts-')),
      'counts',
    );
  });
  after(() => rm(path.dirname(folder), { recursive: true, force: true }));

  it('is what each command counted', async () => {
    const checks = [
      { passed: 1, failed: 0 },
      { passed: 0, failed: 1 },
    ];
    const tests = [{ passed: 70, failed: 2 }];
    await writeCounts({ name: 'checks', results: checks, folder });
    await writeCounts({ name: 'tests', results: tests, folder });
    assert.deepEqual(await sumCounts({ names: ['checks', 'tests'], folder }), {
      passed: 71,
      failed: 3,
      missing: [],
    });
  });

  it('has a failure for each command that did not come to its end, whatever it counted earlier', async () => {
    await clearCounts({ folder });
    const checks = [{ passed: 6, failed: 0 }];
    await writeCounts({ name: 'checks', results: checks, folder });
    assert.deepEqual(await sumCounts({ names: ['checks', 'tests'], folder }), {
      passed: 6,
      failed: 1,
      missing: ['tests'],
    });
  });
});
