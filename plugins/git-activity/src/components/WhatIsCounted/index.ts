export { WhatIsCounted } from './WhatIsCounted';
