/**
 * @jest-environment <rootDir>/../dev/ZonedEnvironment.js
 * @timezone UTC
 */
import { zoneChecks } from '../../../../dev/zoneChecks';

describe('in UTC', () => {
  it.each(zoneChecks({ offsetInJuly: 0, day: '2026-03-03' }))(
    '%s',
    (_, check) => expect(check).not.toThrow(),
  );
});
