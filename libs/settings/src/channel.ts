// A place at which visitors arrive: a web site with the widget on it (B15).
import { distinct, flag, form, inTurn, listOf, members, oneOf, orNull, text } from './check.js';
import { identifier } from './identifier.js';
import { language } from './language.js';
import { origin, readableAddress, webAddress } from './web-address.js';

/** /v1/settings/channels/{id} */
export interface ChannelDocument {
  readonly name: string;
  readonly enabled: boolean;
  /** Stands in the site's page and is no secret. Unique over all workspaces. */
  readonly siteKey: string;
  /** Pages of these may open the widget (CORS, sockets); none: any may. */
  readonly allowedOrigins: readonly string[];
  readonly defaultGroupId: string;
  /** The first one is spoken to those whose own is not among them; none: the visitor's own. */
  readonly languages: readonly string[];
  readonly look: Look;
  /** Who the host site says its visitors are; absent: it says nothing, and they are anonymous. */
  readonly identity?: ChannelIdentity;
}

export interface ChannelIdentity {
  /** `verified`: who is signed for is known as that; `required`: nobody else is let in. */
  readonly mode: 'anonymous' | 'verified' | 'required';
  /** Public keys (JWK) that the site signs with; none: it signs with the channel's secret. */
  readonly keys: readonly PublicKey[];
  /** Where the site publishes such keys (JWKS): they count beside those above, and may change without a word here. */
  readonly jwksUrl?: string | null;
}

export interface PublicKey {
  readonly kty: 'OKP' | 'RSA';
  readonly alg: 'EdDSA' | 'RS256';
  readonly kid: string;
  readonly crv?: string;
  readonly x?: string;
  readonly n?: string;
  readonly e?: string;
}

export interface Look {
  readonly title: string;
  /** `#rrggbb`; null: the widget's own colour. */
  readonly colour: string | null;
  readonly side: 'start' | 'end';
  readonly logo: string | null;
  readonly greeting: string;
}

const look = members({
  title: text(0, 60),
  colour: orNull(form(/^#[0-9a-fA-F]{6}$/, 7, 'not_a_colour', 'must be a colour like #1a7f5a')),
  side: oneOf('start', 'end'),
  logo: orNull(webAddress),
  greeting: text(0, 500),
});

const number64 = text(1, 1_000);
/** A private member (`d`) is no member of it: whoever pastes a whole key pair is told so. */
const publicKey = members(
  { kty: oneOf('OKP', 'RSA'), alg: oneOf('EdDSA', 'RS256'), kid: text(1, 200) },
  { crv: number64, x: number64, n: number64, e: number64 },
);
const identity = members(
  { mode: oneOf('anonymous', 'verified', 'required'), keys: listOf(publicKey, 10) },
  { jwksUrl: orNull(readableAddress) },
);

const required = {
  name: text(1, 200),
  enabled: flag,
  siteKey: form(/^[A-Za-z0-9][A-Za-z0-9_-]{2,}$/, 64, 'not_a_site_key', 'must be letters, digits, - and _, at least 3'),
  allowedOrigins: inTurn(listOf(origin, 100), distinct),
  defaultGroupId: identifier,
  languages: inTurn(listOf(language, 50), distinct),
  look,
};

export const channelCheck = members(required, { identity });
