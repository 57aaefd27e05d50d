export { Diary } from './Diary';
