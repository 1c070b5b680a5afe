// Hands a request on to another process of the installation and its answer back: to the service that owns the path, or
// to the replica that owns a lane. Bodies and answers are small JSON.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DRAINING } from './draining.js';
import { ProblemException } from './problem.js';
import type { Replicas } from './replicas.js';
import { currentTrace, stepAfter, traceparentOf } from './trace.js';

/** Thrown where a request can't be answered here, but another process could. */
export class Elsewhere extends Error {
  constructor(readonly origin: string) {
    super(`answered by ${origin}`);
  }
}

/** Set on what was handed on once by a replica: it is not handed on again, so that two can't play ping-pong. */
const HOPPED = 'x-frontdesk-hop';
const TIMEOUT_MS = 10_000;

/** Headers that belong to one connection, not to the request; and those that nobody outside may set. */
const NOT_FORWARDED = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
  // What a client says of itself here is not believed: the address that was seen is told below.
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
  HOPPED,
  DRAINING,
]);

export const hasHopped = (request: FastifyRequest): boolean => request.headers[HOPPED] !== undefined;

/** Asking for the same twice is asking once: reads, and what carries a key. */
const isRepeatable = ({ method, headers }: FastifyRequest): boolean =>
  ['GET', 'HEAD', 'OPTIONS'].includes(method) || headers['idempotency-key'] !== undefined;

/** @throws ProblemException unavailable when no other process can be reached: nothing is known to be done */
export async function relay(
  request: FastifyRequest,
  reply: FastifyReply,
  replicas: Replicas,
  hop = false,
): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !NOT_FORWARDED.has(name))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (hop) headers.set(HOPPED, '1');
  headers.set('x-forwarded-for', request.ip);
  headers.set('traceparent', traceparentOf(currentTrace() ?? { ...stepAfter(null), traceId: request.id }));
  const hasBody = request.body !== undefined && request.body !== null;
  let response: Response;
  let answer: Buffer;
  try {
    const body = hasBody ? { body: request.body instanceof Buffer ? request.body : JSON.stringify(request.body) } : {};
    const init = { method: request.method, headers, redirect: 'manual', ...body } as const;
    response = await replicas.fetch(request.url, init, { withinMs: TIMEOUT_MS, repeatable: isRepeatable(request) });
    answer = Buffer.from(await response.arrayBuffer());
  } catch {
    throw new ProblemException(
      'unavailable',
      'The service behind this address can not be reached right now. Try again.',
    );
  }
  void reply.status(response.status);
  for (const [name, value] of response.headers)
    if (!NOT_FORWARDED.has(name) && name !== 'content-encoding') void reply.header(name, value);
  void reply.send(answer);
}
