/**
 * @jest-environment <rootDir>/../dev/ZonedEnvironment.js
 * @timezone Asia/Kolkata
 */
import { zoneChecks } from '../../../../dev/zoneChecks';

describe('in Kolkata', () => {
  it.each(zoneChecks({ offsetInJuly: -330, day: '2026-03-03' }))(
    '%s',
    (_, check) => expect(check).not.toThrow(),
  );
});
