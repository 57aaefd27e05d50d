export { ActivityCalendar } from './ActivityCalendar';
