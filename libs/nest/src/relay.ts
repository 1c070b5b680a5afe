// Hands a request on to another process of the installation and its answer back: to the service that owns the path, or
// to the replica that owns a lane. Bodies and answers are small JSON, but for files: those flow through.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { leaveToAnother } from './answer-in-time.js';
import { DRAINING } from './draining.js';
import { HOPPED } from './hop.js';
import type { Readable } from 'node:stream';
import { ProblemException } from './problem.js';
import type { Answer, Question, Replicas } from './replicas.js';
import { isStream } from './uploads/raw-body.js';
import { currentTrace, stepAfter, traceparentOf } from './trace.js';

/** Thrown where a request can't be answered here, but another process could. */
export class Elsewhere extends Error {
  constructor(readonly origin: string) {
    super(`answered by ${origin}`);
  }
}

/** Who is dead or frozen is found out long before (replicas.ts): this is how long a rush may keep everybody waiting. */
const TIMEOUT_MS = 30_000;
/** A file may come over a slow line. */
const UPLOAD_TIMEOUT_MS = 300_000;

/** Headers that belong to one connection, not to the request; and those that nobody outside may set. */
const NOT_FORWARDED = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'te', 'trailer', 'upgrade'],
  // Node has told the client already to go on.
  'expect',
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

/** Asking for the same twice is asking once: reads, and what carries a key. */
const isRepeatable = ({ method, headers }: FastifyRequest): boolean =>
  ['GET', 'HEAD', 'OPTIONS'].includes(method) || headers['idempotency-key'] !== undefined;

/**
 * `hopKey`: from one replica of a service to another, with the installation's key.
 *
 * @throws ProblemException unavailable when no other process can be reached: nothing is known to be done
 */
export async function relay(
  request: FastifyRequest,
  reply: FastifyReply,
  replicas: Replicas,
  hopKey: string | null = null,
): Promise<void> {
  leaveToAnother(request);
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !NOT_FORWARDED.has(name)) headers[name] = value;
  if (hopKey !== null) headers[HOPPED] = hopKey;
  headers['x-forwarded-for'] = request.ip;
  headers['traceparent'] = traceparentOf(currentTrace() ?? { ...stepAfter(null), traceId: request.id });
  // What was read goes on as what it was read to, whatever it came as.
  if (isRead(request)) headers['content-type'] = 'application/json';
  const question = { method: request.method, headers, body: bodyOf(request) };
  // What has flowed away can't be sent again.
  const asking = isStream(request.body)
    ? { withinMs: UPLOAD_TIMEOUT_MS, repeatable: false }
    : { withinMs: TIMEOUT_MS, repeatable: isRepeatable(request) };
  let given: Answer;
  let answer: Buffer | Readable;
  try {
    given = await replicas.ask(request.url, question, asking);
    answer = isFile(given) ? given.body : Buffer.from(await given.body.arrayBuffer());
  } catch {
    throw new ProblemException(
      'unavailable',
      'The service behind this address can not be reached right now. Try again.',
    );
  }
  void reply.status(given.statusCode);
  for (const [name, value] of Object.entries(given.headers))
    if (value !== undefined && !NOT_FORWARDED.has(name)) void reply.header(name, value);
  void reply.send(answer);
}

function bodyOf({ body }: FastifyRequest): Question['body'] {
  if (body === undefined || body === null) return null;
  return isStream(body) || body instanceof Buffer ? body : JSON.stringify(body);
}

/** Neither nothing nor bytes. */
const isRead = ({ body }: FastifyRequest): boolean =>
  body !== undefined && body !== null && !isStream(body) && !(body instanceof Buffer);

const isFile = ({ headers, statusCode }: Answer): boolean =>
  statusCode >= 200 &&
  statusCode < 300 &&
  headers['content-disposition'] !== undefined &&
  !String(headers['content-type'] ?? '').includes('json');
