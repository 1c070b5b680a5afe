// Pages of other origins may call the interface: the widget stands in them. No cookie is ever a credential here, so what
// they may do hangs on their token alone; which sites get one is decided where sessions begin.
import { isOwnOrigin, type ServicePorts } from '@frontdesk/nest';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const METHODS = 'GET, POST, PUT, DELETE';
const REQUEST_HEADERS = 'authorization, content-type, idempotency-key, if-match, if-none-match, traceparent';
const ANSWER_HEADERS = 'etag, location, ratelimit, ratelimit-policy, retry-after, x-trace-id';
const REMEMBER_SECONDS = '600';

/** Registers the answers to preflights and the headers of all others; before the server listens. */
export function allowOtherOrigins(fastify: FastifyInstance, publicUrl: ServicePorts['publicUrl']): void {
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const { origin, host } = request.headers;
    if (origin === undefined || !request.url.startsWith('/v1/') || isOwnOrigin(origin, publicUrl(), host))
      return done();
    void reply.header('access-control-allow-origin', origin);
    void reply.header('vary', 'Origin');
    void reply.header('access-control-expose-headers', ANSWER_HEADERS);
    if (request.method !== 'OPTIONS') return done();
    void reply
      .header('access-control-allow-methods', METHODS)
      .header('access-control-allow-headers', REQUEST_HEADERS)
      .header('access-control-max-age', REMEMBER_SECONDS)
      .status(204)
      .send();
  });
  // So that a preflight finds a route, and with it the hook.
  fastify.options('/v1/*', (_, reply) => reply.status(204).send());
}
