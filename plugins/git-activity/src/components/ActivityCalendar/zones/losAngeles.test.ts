/**
 * @jest-environment <rootDir>/../dev/ZonedEnvironment.js
 * @timezone America/Los_Angeles
 */
import { zoneChecks } from '../../../../dev/zoneChecks';

describe('in Los Angeles', () => {
  it.each(zoneChecks({ offsetInJuly: 420, day: '2026-03-03' }))(
    '%s',
    (_, check) => expect(check).not.toThrow(),
  );
});
