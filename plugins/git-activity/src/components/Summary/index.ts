export { Inclusions } from './Inclusions';
export { Summary } from './Summary';
