// What the cores' specs read like: given(facts).when(command).then(facts).
export { specify, type Specification } from './specification.js';
