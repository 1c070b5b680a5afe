// Whether a failure means that the database is away (down, starting, full, silent) and not that we asked wrongly.
import { OutcomeUnknown, Unavailable } from '@frontdesk/journal';

const NETWORK: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
]);
/** Classes of SQLSTATE: connection, resources (a full disk too), not available now, stopping, the server's machine. */
const SQLSTATE = /^(08|53|55|57|58)[0-9A-Z]{3}$/;
/** What the driver says of its own accord carries no code. */
const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered a connection error))/;

export function isStoreAway(error: unknown): boolean {
  if (error instanceof Unavailable || error instanceof OutcomeUnknown) return true;
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return NETWORK.has(code) || SQLSTATE.test(code);
  return DRIVER.test(error.message);
}
