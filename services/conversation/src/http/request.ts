// What a route takes from its request besides the body.
import { notFound } from '@frontdesk/nest';
import { createParamDecorator, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { channelOf, identityOf } from '../sessions/visitor-tokens.js';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** Correlates what the request causes: the trace id. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).id);

/** The channel of the visitor who asks. The guard has verified the token by now. */
export const VisitorChannel = createParamDecorator((_: unknown, context: ExecutionContext) =>
  channelOf((requestOf(context).headers.authorization ?? '').split(' ')[1] ?? ''),
);

/** What the host site has signed of the visitor who asks; null: nothing. */
export const SignedIdentity = createParamDecorator((_: unknown, context: ExecutionContext) =>
  identityOf((requestOf(context).headers.authorization ?? '').split(' ')[1] ?? ''),
);

/** What can't be a visitor's id is nobody's. */
export class VisitorId implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!/^[\w.-]{1,100}$/.test(id)) throw notFound('visitor');
    return id;
  }
}

/** A message's number; what can't be one is nobody's. */
export class Sequence implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9]\d{0,8}$/.test(text)) throw notFound('message');
    return Number(text);
  }
}

/** What can't be an id is nobody's id; the database is not asked. */
export class ConversationId implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!/^[\w-]{1,100}$/.test(id)) throw notFound('conversation');
    return id;
  }
}
