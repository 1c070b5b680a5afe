// The form of an API key: `fd_live_<id>_<secret><crc>`.
//
// The id (16 characters) finds the key, the secret (32) proves it, the checksum (6) tells a mistyped key from a wrong
// one without asking anybody, and the prefix lets scanners of leaked secrets know it. Kept is the SHA-256 of the whole:
// 190 random bits need no slow hash.
import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'fd_live_';
const ID_LENGTH = 16;
const SECRET_LENGTH = 32;
const CRC_LENGTH = 6;
const FORM = /^(fd_live_([0-9A-Za-z]{16})_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;

export interface ParsedKey {
  readonly keyId: string;
  /** Hex; what is kept of a secret and compared. */
  readonly secretHash: string;
}

export const newKeyId = (): string => random(ID_LENGTH);

/** A new key for an id. This is the only moment at which it is known whole. */
export function newApiKey(keyId: string): ParsedKey & { readonly key: string } {
  const body = `${PREFIX}${keyId}_${random(SECRET_LENGTH)}`;
  const key = body + checksum(body);
  return { key, keyId, secretHash: hashOf(key) };
}

/** Whether a bearer token is meant as a key at all. */
export const looksLikeApiKey = (token: string): boolean => token.startsWith(PREFIX);

/** null: no key of ours was ever written like this. */
export function parseApiKey(key: string): ParsedKey | null {
  const [, body = '', keyId = '', crc] = FORM.exec(key) ?? [];
  return crc !== undefined && checksum(body) === crc ? { keyId, secretHash: hashOf(key) } : null;
}

/** For other secrets that are shown once and kept as a hash: links of invitations. */
export const newSecret = (): { readonly secret: string; readonly hash: string } => {
  const secret = random(SECRET_LENGTH);
  return { secret, hash: hashOf(secret) };
};

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const random = (length: number): string =>
  Array.from({ length }, () => DIGITS.charAt(randomInt(DIGITS.length))).join('');

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < CRC_LENGTH; i++) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}
