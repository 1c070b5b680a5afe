// What a failed statement means to the caller: nothing written, nobody knows, or try once more.
import { OutcomeUnknown, Unavailable } from '@frontdesk/journal';
import { AssertionFailed } from '@frontdesk/kernel';
import pg from 'pg';

/**
 * Deadlock, serialization, a version that another process took meanwhile, or (22012, division by zero: how `write` stops
 * itself) a lane or position that stood elsewhere than assumed: rolled back, run again.
 */
const RACES = new Set(['40P01', '40001', '23505', '22012']);

/** The transaction turned out to have failed before its commit. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Something that may be decided only carefully, with the heads read under the locks. */
export class Doubted extends Error {
  override readonly name = 'Doubted';
}

const sqlState = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.code ?? '') : '');

/** A circle of waiting, or a serialization failure, inside `rows`: nobody's fault, the group runs again. */
export const isDeadlock = (error: unknown): boolean => ['40P01', '40001'].includes(sqlState(error));

/** A `rows` callback swallowed an SQL error; the transaction was lost with it. */
export const brokeTransaction = (error: unknown): boolean => sqlState(error) === '25P02';

export function lostARace(error: unknown): boolean {
  return error instanceof Overtaken || RACES.has(sqlState(error));
}

/** True when the server itself answered with an ordinary error: it has rolled back, and the connection is sound. */
export function serverRefused(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === 'ERROR';
}

/** Before COMMIT was sent no failure can have written anything. */
export function unavailable(error: unknown): Unavailable {
  if (error instanceof Unavailable) return error;
  return new Unavailable(`journal: nothing was written (${messageOf(error)})`, { cause: error });
}

/** After COMMIT was sent: an ordinary error means rolled back; a lost connection or a dying server, anything. */
export function afterCommit(error: unknown): Unavailable | OutcomeUnknown {
  if (serverRefused(error)) return unavailable(error);
  return new OutcomeUnknown(`journal: the commit was sent and not answered (${messageOf(error)})`, { cause: error });
}

/** A failure of `rows` is its caller's to read, unless it is the store that can't (full, stopping, locked, timed out). */
export function rowsError(error: unknown): unknown {
  return /^(08|53|55|57|58)/.test(sqlState(error)) ? unavailable(error) : error;
}

/** Whatever stopped a group, as the port names it. */
export function toAnswer(error: unknown): Error {
  return error instanceof OutcomeUnknown || error instanceof AssertionFailed ? error : unavailable(error);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
