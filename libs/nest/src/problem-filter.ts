// The last word on every error: problem+json, with no stack, no SQL and a trace id that the log has too.
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { OutcomeUnknown, Unavailable } from '@frontdesk/journal';
import type { Problem } from '@frontdesk/contracts';
import type { FieldError } from '@frontdesk/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { wasRefused } from './answer-in-time.js';
import { hasHopped } from './hop.js';
import { Elsewhere, relay } from './relay.js';
import { Replicas } from './replicas.js';
import { ProblemException, statusOf, titleOf } from './problem.js';
import { isStoreAway } from './store-away.js';

interface Known {
  readonly code: string;
  readonly detail: string;
  readonly status?: number;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  readonly extension?: Readonly<Record<string, unknown>>;
}

/** What frameworks and drivers throw, in our words. */
const FRAMEWORK: Readonly<Record<string, Known>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body_too_large', detail: 'The body is larger than 256 KiB; send less.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'unsupported_media_type', detail: 'Send the body as application/json.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'malformed_json', detail: 'The body is empty; send a JSON object.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'malformed_json', detail: 'The body is not JSON.' },
};

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'malformed_json',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
};

@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** By origin: a lane's owner that is frozen is known to be so by all who ask for the lane. */
  private readonly owners = new Map<string, Replicas>();

  /** @param key the installation's, between replicas; null: there are none */
  constructor(
    private readonly log: (message: string, error: unknown, traceId: string) => void,
    private readonly key: string | null,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // Event handlers answer to their transport, which must see the original error.
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (wasRefused(request)) return;
    if (error instanceof Elsewhere && this.key !== null && !hasHopped(request)) {
      relay(request, reply, this.ownerAt(error.origin), this.key).catch((failure: unknown) =>
        this.write(failure, request, reply),
      );
      return;
    }
    this.write(error, request, reply);
  }

  private ownerAt(origin: string): Replicas {
    let owner = this.owners.get(origin);
    if (!owner) this.owners.set(origin, (owner = new Replicas([origin])));
    return owner;
  }

  /** Also for what fails before a controller is reached. */
  write(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const status = writeProblem(error, request, reply);
    if (status >= 500) this.log(describe(error).code, error, request.id);
  }
}

/** An error as the problem it becomes; answers the status. Also for routes that are not Nest's. */
export function writeProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): number {
  const known = describe(error);
  const status = known.status ?? statusOf(known.code);
  const problem: Problem = {
    ...known.extension,
    type: `/problems/${known.code}`,
    title: titleOf(status),
    status,
    detail: known.detail,
    instance: request.url.split('?')[0] ?? request.url,
    code: known.code,
    ...(known.errors ? { errors: known.errors } : {}),
    trace_id: request.id,
  };
  if (known.retryAfterSeconds !== undefined) void reply.header('retry-after', String(known.retryAfterSeconds));
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply.status(status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
  return status;
}

function describe(error: unknown): Known {
  if (error instanceof ProblemException)
    return error.code === 'unavailable' ? { ...pick(error), retryAfterSeconds: 1 } : pick(error);
  if (error instanceof Unavailable) {
    return {
      code: 'unavailable',
      detail: 'The store is not reachable; nothing was written. Try again.',
      retryAfterSeconds: 1,
    };
  }
  if (error instanceof Elsewhere) {
    return { code: 'unavailable', detail: 'It is being taken over; try again in a second.', retryAfterSeconds: 1 };
  }
  if (error instanceof OutcomeUnknown) {
    return {
      code: 'unavailable',
      detail: 'It is not known whether this was written. Try again with the same key.',
      retryAfterSeconds: 1,
    };
  }
  if (isStoreAway(error)) {
    return { code: 'unavailable', detail: 'The database does not answer right now. Try again.', retryAfterSeconds: 1 };
  }
  const code = (error as { code?: unknown } | null)?.code;
  const framework = typeof code === 'string' ? FRAMEWORK[code] : undefined;
  if (framework) return framework;
  const status = statusFrom(error);
  const name = status === null ? undefined : BY_STATUS[status];
  if (status !== null && name !== undefined) return { code: name, status, detail: sentence(name, error) };
  return { code: 'internal', detail: 'This is our fault, and it was logged. Try again, or tell us the trace id.' };
}

const pick = ({ code, detail, errors, extension, retryAfterSeconds }: ProblemException): Known => ({
  ...{ code, detail, extension },
  ...(errors ? { errors } : {}),
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

function statusFrom(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}

function sentence(code: string, error: unknown): string {
  if (code === 'not_found') return 'There is nothing at this address.';
  if (code === 'malformed_json') return 'The request could not be read: is the body valid JSON?';
  return error instanceof Error ? error.message : titleOf(statusOf(code));
}
