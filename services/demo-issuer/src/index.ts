// The demo issuer: tokens for the people of the demo workspace.
export { demoIssuer } from './demo-issuer.js';
export { PEOPLE, type Person } from './people.js';
