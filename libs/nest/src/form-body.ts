// Bodies that are forms, at the addresses where OIDC wants them and nowhere else. Kept as they came, so that they can be
// handed on.
import { isFormPath } from '@frontdesk/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException } from './problem.js';

const FORM = 'application/x-www-form-urlencoded';

export function acceptForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser<Buffer>(FORM, { parseAs: 'buffer' }, (request, bytes, done) => {
    if (isFormPath(request.url)) return done(null, bytes);
    done(new ProblemException('unsupported_media_type', 'Send the body as application/json.'));
  });
}

/** The fields that are sent. */
export const FormBody = createParamDecorator((_: unknown, context: ExecutionContext): URLSearchParams => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (body instanceof Buffer) return new URLSearchParams(body.toString('utf8'));
  throw new ProblemException('unsupported_media_type', `Send the body as ${FORM}.`);
});
