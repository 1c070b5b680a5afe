// Exit codes, and the errors that choose one. Scripts depend on the numbers.

export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** Something was compared and is not equal. */
  differences: 3,
  notFound: 4,
  unreachable: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a person can act on: printed as one sentence, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const usage = (message: string): CliError => new CliError(EXIT.usage, message);
export const notFound = (message: string): CliError => new CliError(EXIT.notFound, message);
export const unreachable = (message: string, cause?: unknown): CliError =>
  new CliError(EXIT.unreachable, message, { cause });
