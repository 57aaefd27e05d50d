export { MonthComparison } from './MonthComparison';
