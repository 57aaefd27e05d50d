/**
 * @jest-environment <rootDir>/components/ActivityCalendar/zones/ZonedEnvironment.js
 * @timezone UTC
 */
import { describeZone } from './describeZone';

describe('in UTC', () => {
  describeZone({ offsetInJuly: 0, day: '2026-03-03' });
});
