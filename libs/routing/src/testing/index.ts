// Random histories with every feature on, for whoever wants to prove something about what is decided.
export { anyHistory, type Moment } from './histories.js';
