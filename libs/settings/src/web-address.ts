// Addresses on the web, as far as their form goes.
import { form } from './check.js';

export const webAddress = form(
  /^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[^\s<>"]*)?$/,
  2000,
  'not_an_address',
  'must be an address that starts with https://',
);

/** Read by ourselves; plain http of one's own machine only. */
export const readableAddress = form(
  /^(https:\/\/[A-Za-z0-9.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?(\/[^\s<>"]*)?$/,
  2000,
  'not_an_address',
  'must be an address that starts with https://',
);

/** Scheme, host and port, as browsers send it with a request; http only of one's own machine. */
export const origin = form(
  /^(https:\/\/[a-z0-9.-]+(:\d{1,5})?|http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?)$/,
  253,
  'not_an_origin',
  'must be an origin like https://shop.example, in small letters and without a path',
);
