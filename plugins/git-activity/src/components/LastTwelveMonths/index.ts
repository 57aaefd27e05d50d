export { LastTwelveMonths } from './LastTwelveMonths';
