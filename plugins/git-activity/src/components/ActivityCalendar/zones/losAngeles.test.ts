/**
 * @jest-environment <rootDir>/components/ActivityCalendar/zones/ZonedEnvironment.js
 * @timezone America/Los_Angeles
 */
import { describeZone } from './describeZone';

describe('in Los Angeles', () => {
  describeZone({ offsetInJuly: 420, day: '2026-03-03' });
});
