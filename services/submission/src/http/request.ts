// What a route takes from its request besides the body.
import type { Principal } from '@frontdesk/contracts';
import type { RecordMeta } from '@frontdesk/journal';
import { notFound } from '@frontdesk/nest';
import { createParamDecorator, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** Correlates what the request causes: the trace id. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).id);

/** The default group of the visitor's site, from their token. The guard has verified it by now. */
export const DefaultGroup = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const token = (requestOf(context).headers.authorization ?? '').split(' ')[1] ?? '';
  const group = decodeJwt(token)['group'];
  return typeof group === 'string' ? group : '';
});

/** What can't be an id is nobody's id; the database is not asked. */
export class SubmissionId implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!/^[\w-]{1,100}$/.test(id)) throw notFound('submission');
    return id;
  }
}

/** Who causes something, and through which request (A4). */
export const metaOf = ({ id: actor }: Principal, requestId: string): RecordMeta => ({
  ...{ actor, correlationId: requestId, causationId: null, requestId },
});
