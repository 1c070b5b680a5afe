// Bodies that are the bytes of a file: handed on as a stream, at the addresses of uploads and nowhere else.
import { isUploadPath } from '@frontdesk/contracts';
import type { Bytes } from '@frontdesk/files';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { ProblemException } from '../problem.js';

const BYTES = 'application/octet-stream';

export function acceptUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(BYTES, (request, payload, done) => {
    if (isUploadPath(request.url)) return done(null, payload);
    done(new ProblemException('unsupported_media_type', 'Send the body as application/json.'));
  });
}

export const isStream = (body: unknown): body is Readable => body instanceof Readable;

/** The bytes that are sent. */
export const UploadBody = createParamDecorator((_: unknown, context: ExecutionContext): Readable => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (isStream(body)) return body;
  throw new ProblemException('unsupported_media_type', `Send the bytes of the file, as ${BYTES}.`);
});

/** On routes that take such a body. */
export const TakesUpload = (): MethodDecorator =>
  applyDecorators(ApiConsumes(BYTES), ApiBody({ schema: { type: 'string', format: 'binary' } }));

/** `take` reads as far as it wants. What is refused is not cut off: whoever still sends would never read why. */
export async function takingUpload<Answer>(body: Readable, take: (bytes: Bytes) => Promise<Answer>): Promise<Answer> {
  try {
    return await take(body.iterator({ destroyOnReturn: false }) as Bytes);
  } finally {
    await drained(body);
  }
}

/** More than this is not waited for. */
const MOST_DRAINED_BYTES = 64 * 1024 * 1024;

async function drained(body: Readable): Promise<void> {
  let left = MOST_DRAINED_BYTES;
  try {
    for await (const part of body) if ((left -= (part as Buffer).length) < 0) return;
  } catch {
    // It has hung up.
  }
}
