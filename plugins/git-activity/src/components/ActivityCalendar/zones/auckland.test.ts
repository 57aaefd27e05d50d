/**
 * @jest-environment <rootDir>/components/ActivityCalendar/zones/ZonedEnvironment.js
 * @timezone Pacific/Auckland
 */
import { describeZone } from './describeZone';

describe('in Auckland', () => {
  describeZone({ offsetInJuly: -720, day: '2026-03-04' });
});
