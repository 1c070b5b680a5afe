// An error as the log may have it: what it is, where it happened, and what it came from. Never what was written or asked:
// drivers put rows and parameters into their errors.

interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack: readonly string[];
  readonly cause?: LoggedError;
}

const DEEPEST = 4;
const MOST_FRAMES = 12;

export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: [] };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: isOfStore(error) ? withoutValues(error.message) : error.message,
    stack: framesOf(error.stack),
    ...(cause instanceof Error && depth < DEEPEST ? { cause: loggedError(cause, depth + 1) } : {}),
  };
}

/** `detail` of an alarm, with its errors as the log may have them. */
export function loggedDetail(detail: unknown): unknown {
  if (detail instanceof Error) return loggedError(detail);
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return detail;
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, loggedDetail(value)]));
}

const isOfStore = (error: Error): boolean => 'severity' in error || 'driverError' in error;

/** PostgreSQL quotes the value it could not take. */
const withoutValues = (message: string): string => message.replace(/"[^"]*"|'[^']*'/g, '"…"');

/** The frames alone: the text above them repeats the message. */
const framesOf = (stack = ''): readonly string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, MOST_FRAMES);
