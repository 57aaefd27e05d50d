/**
 * @jest-environment <rootDir>/components/ActivityCalendar/zones/ZonedEnvironment.js
 * @timezone Asia/Kolkata
 */
import { describeZone } from './describeZone';

describe('in Kolkata', () => {
  describeZone({ offsetInJuly: -330, day: '2026-03-03' });
});
