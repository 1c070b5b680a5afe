// How a try ended.

export type Sent =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** For the desk and the log: no text of a visitor's, no address. */
      readonly reason: string;
      /** Trying again would change nothing. */
      readonly final?: boolean;
      readonly retryAfterMs?: number;
    };

export const failed = (reason: string, more: { final?: boolean; retryAfterMs?: number } = {}): Sent => ({
  ...{ ok: false, reason },
  ...more,
});

/** What the system or a library calls a failure. */
export function codeOf(error: unknown): string {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'no answer';
}
