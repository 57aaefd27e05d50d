export { AdminPage, PeoplePage } from './AdminPage';
