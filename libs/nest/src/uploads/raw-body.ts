// Bodies that are the bytes of a file: handed on as a stream, at the addresses of uploads and nowhere else.
import { isUploadPath } from '@frontdesk/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
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

/** To be read as far as is wanted: what is refused is not cut off, or whoever sends it would never read why. */
export const bytesOf = (body: Readable): AsyncIterable<Uint8Array> =>
  body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;

/** Whoever still sends what was refused would never read why; more than this is not waited for. */
const MOST_DRAINED_BYTES = 64 * 1024 * 1024;

export async function drained(body: Readable): Promise<void> {
  let left = MOST_DRAINED_BYTES;
  try {
    for await (const part of body) if ((left -= (part as Buffer).length) < 0) return;
  } catch {
    // It has hung up.
  }
}
