// Every error that leaves over HTTP is a problem (RFC 9457): one code, one status, one sentence that says what to do.
import { HttpException } from '@nestjs/common';
import type { FieldError, Rejected } from '@frontdesk/kernel';
import { problemKind } from './problem-codes.js';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not valid',
  428: 'Precondition required',
  429: 'Too many requests',
  500: 'Something broke on our side',
  503: 'Not available right now',
};

/** A refusal that is not in the list yet is a conflict with how things are. */
export const statusOf = (code: string): number => problemKind(code)?.status ?? 409;
export const titleOf = (status: number): string => TITLES[status] ?? 'Error';

/** Thrown by the shells; the problem filter writes it. */
export class ProblemException extends HttpException {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly errors?: readonly FieldError[],
    /** Members beside the standard ones (RFC 9457, 3.2): what the client needs to go on. */
    readonly extension: Readonly<Record<string, unknown>> = {},
    /** When it may be tried again. */
    readonly retryAfterSeconds?: number,
  ) {
    super(detail, statusOf(code));
  }
}

/** A core's refusal as the problem it becomes. */
export function problemOf(refusal: Rejected): ProblemException {
  return new ProblemException(refusal.rejected, refusal.detail, refusal.errors);
}

/** A foreign or unknown id: the same answer, so that nobody learns what exists elsewhere (A1). */
export const notFound = (what: string): ProblemException =>
  new ProblemException('not_found', `There is no such ${what}.`);
