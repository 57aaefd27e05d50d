export { ShareMenu } from './ShareMenu';
