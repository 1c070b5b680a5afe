// The composition of all services, for the product's own whole-process tests.
export { prepareDemo } from './demo.js';
export { services } from './services.js';
