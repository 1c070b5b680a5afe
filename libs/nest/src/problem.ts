// Every error that leaves over HTTP is a problem (RFC 9457): one code, one status, one sentence that says what to do.
import { HttpException } from '@nestjs/common';
import type { FieldError, Rejected } from '@frontdesk/kernel';

/** Codes and their statuses. A refusal of a core carries its own code; the status stands here and nowhere below. */
const STATUS: Readonly<Record<string, number>> = {
  invalid_body: 422,
  invalid_document: 422,
  invalid_submission: 422,
  invalid_message: 422,
  invalid_conversation: 422,
  file_empty: 422,
  file_disguised: 422,
  invalid_api_key: 422,
  invalid_invitation: 422,
  invalid_rating: 422,
  invalid_visitor: 422,
  invalid_summary: 422,
  malformed_json: 400,
  idempotency_key_missing: 400,
  idempotency_key_reused: 422,
  unauthenticated: 401,
  not_invited: 401,
  identity_required: 401,
  identity_not_valid: 401,
  forbidden: 403,
  not_the_owner: 403,
  not_the_author: 403,
  role_above_own: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  conversation_closed: 409,
  message_recalled: 409,
  not_editable: 409,
  too_late: 409,
  taken_by_other: 409,
  visitor_left: 409,
  at_limit: 409,
  not_online: 409,
  unknown_agent: 409,
  unknown_status: 422,
  request_settled: 409,
  in_use: 409,
  already_exists: 412,
  stale: 412,
  precondition_required: 428,
  file_gone: 410,
  link_expired: 410,
  link_not_valid: 403,
  body_too_large: 413,
  file_too_large: 413,
  file_type_not_allowed: 415,
  unsupported_media_type: 415,
  too_many_requests: 429,
  unavailable: 503,
  internal: 500,
};

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

export const statusOf = (code: string): number => STATUS[code] ?? 409;
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
