// If-Match and If-None-Match: nobody overwrites what they have not seen. A document's ETag is its version.
import { ProblemException } from '@frontdesk/nest';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The request's conditions, its id, and where the answer's ETag goes. */
export interface Exchange {
  readonly requestId: string;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** `?reason=`: why something is changed, in the words of who does it. */
  readonly reason: string | undefined;
  readonly reply: FastifyReply;
}

export const HttpExchange = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  const { id, headers, query } = http.getRequest<FastifyRequest<{ Querystring: { reason?: string } }>>();
  const reply = http.getResponse<FastifyReply>();
  const conditions = { ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] };
  return { requestId: id, ...conditions, reason: query.reason, reply };
});

export const etagOf = (version: number): string => `"${version}"`;

/** The version that a change was made to; null: it is to create something. */
export function expectedVersion({ ifMatch, ifNoneMatch }: Exchange): number | null {
  if (ifMatch !== undefined) return versionIn(ifMatch);
  if (ifNoneMatch?.trim() === '*') return null;
  throw new ProblemException(
    'precondition_required',
    'Send If-Match with the ETag that you have seen, or If-None-Match: * to create the document.',
  );
}

export function seenVersion({ ifMatch }: Exchange): number {
  if (ifMatch !== undefined) return versionIn(ifMatch);
  throw new ProblemException('precondition_required', 'Send If-Match with the ETag of what you want to remove.');
}

/** Whether the client has this version already (304). Weak comparison, as the header asks for. */
export function isKnown({ ifNoneMatch }: Exchange, version: number): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etagOf(version));
}

/** A tag that is none of ours matches nothing: version 0 never exists. */
const versionIn = (ifMatch: string): number => Number(/^"([1-9]\d{0,8})"$/.exec(ifMatch.trim())?.[1] ?? 0);
