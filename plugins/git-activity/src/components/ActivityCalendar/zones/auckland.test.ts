/**
 * @jest-environment <rootDir>/../dev/ZonedEnvironment.js
 * @timezone Pacific/Auckland
 */
import { zoneChecks } from '../../../../dev/zoneChecks';

describe('in Auckland', () => {
  it.each(zoneChecks({ offsetInJuly: -720, day: '2026-03-04' }))(
    '%s',
    (_, check) => expect(check).not.toThrow(),
  );
});
