export { AboutMe } from './AboutMe';
