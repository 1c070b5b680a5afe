// Who is told of a submission: by e-mail, and machines by a webhook (G3).
import { distinct, form, inTurn, listOf, members, type Check } from './check.js';

export interface Deliver {
  readonly emails: readonly string[];
  /** Addresses that take a signed POST. */
  readonly webhooks: readonly string[];
}

export const email: Check = form(
  /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\.]+(\.[^\s@<>()",;:\\.]+)*$/,
  254,
  'not_an_email',
  'must be an e-mail address',
);

// Whether plain http and addresses of the own network will do is the installation's to say, where it sends.
const endpoint = form(
  /^https?:\/\/[^\s/@?#]+([/?][^\s#]*)?$/,
  2000,
  'not_a_web_address',
  'must be an address like https://example.com/hook, without a name and password in it',
);

export const deliverCheck: Check = members({
  emails: inTurn(listOf(email, 20), distinct),
  webhooks: inTurn(listOf(endpoint, 10), distinct),
});
