export { Published } from './Published';
