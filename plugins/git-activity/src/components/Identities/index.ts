export { OwnAddresses } from './OwnAddresses';
export { People } from './People';
