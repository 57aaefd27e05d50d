export { WhyNotHere } from './WhyNotHere';
