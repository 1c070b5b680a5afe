// The ids of agents and groups. An agent's id is the person's subject at the issuer, so its form is theirs to choose.
import { form } from './check.js';

export const identifier = form(
  /^[A-Za-z0-9][A-Za-z0-9._|@:-]*$/,
  128,
  'not_an_id',
  'must start with a letter or digit and hold only letters, digits and . _ | @ : -',
);
