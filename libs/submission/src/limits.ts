// How long things may be, and what an address looks like.

export const MAX_EMAIL = 254;
export const MAX_NAME = 200;
export const MAX_TITLE = 200;
export const MAX_PHONE = 40;
export const MAX_TEXT = 4000;
/** Of all answers to fields of the house's own, as they are recorded. */
export const MAX_ANSWERS = 20_000;

// Deliberately simple: something, one @, a domain with a dot. Only a mail that arrives proves more.
const EMAIL = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\.]+(\.[^\s@<>()",;:\\.]+)+$/;

/** Without surrounding white space, and without NUL, which no database column holds. */
export const cleaned = (value: string): string => value.replaceAll('\u0000', '').trim();

export const lengthFault = (value: string, max: number): string | null =>
  value.length > max ? `At most ${max} characters.` : null;

/** The length is looked at first, so that no pattern meets a long text. */
export const emailFault = (value: string): string | null =>
  value.length > MAX_EMAIL || !EMAIL.test(value) ? 'Not an e-mail address.' : null;
