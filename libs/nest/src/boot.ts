// One way to boot a service, or all of them in one process: Fastify, problems, bodies, trace ids, sockets, OpenAPI.
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { WsAdapter } from '@nestjs/platform-ws';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerInTime } from './answer-in-time.js';
import { bodyPipe } from './body.js';
import { RequestsInFlight } from './draining.js';
import type { Health } from './health.js';
import type { JournalStrategy } from './journal-strategy.js';
import { acceptJsonOnly } from './json-only.js';
import type { PinoLogger } from './logger.js';
import type { Metrics } from './metrics.js';
import { publishOpenApi } from './openapi/document.js';
import { ProblemException } from './problem.js';
import { ProblemFilter } from './problem-filter.js';
import { inTrace, stepAfter } from './trace.js';

export interface BootOptions {
  /** The Nest root module: a class or a dynamic module. */
  readonly module: Parameters<typeof NestFactory.create>[0];
  readonly logger: PinoLogger;
  readonly strategies: readonly JournalStrategy[];
  readonly title: string;
  readonly health: Health;
  readonly metrics: Metrics;
  /** The installation's key, where replicas hand requests on to each other. */
  readonly peerKey: string | null;
  readonly answerInTime: AnswerInTime;
  /** How many proxies in front may say whom they ask for (X-Forwarded-For); default 0. */
  readonly trustedProxies?: number;
}

const BODY_LIMIT_BYTES = 256 * 1024;
/** No id holds it, and no database takes it. */
const NUL = /%00/;

/** An app that is wired but does not listen yet; its event handlers run from the moment this resolves. */
export async function boot(options: BootOptions): Promise<NestFastifyApplication> {
  const { module, logger, strategies, title, health, metrics, peerKey, answerInTime, trustedProxies = 0 } = options;
  const log = (message: string, error: unknown, traceId: string) => logger.error(`${message} ${traceId}`, error);
  const filter = new ProblemFilter(log, peerKey);
  const adapter = adapterWith(filter, trustedProxies);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    bufferLogs: true,
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalFilters(filter);
  app.useGlobalPipes(bodyPipe());
  app.useWebSocketAdapter(new WsAdapter(app, { messageParser: () => undefined }));
  // Transport security is the edge's to promise: embedded, the product speaks plain HTTP on this machine.
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginResourcePolicy: false,
    strictTransportSecurity: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-trace-id', request.id);
    done(NUL.test(request.url) ? nothingHere() : undefined);
  });
  const requests = new RequestsInFlight();
  requests.attach(fastify, health);
  health.onDrain(() => requests.answered());
  measure(fastify, requests, metrics, logger);
  answerInTime.attach(fastify, (problem, request, reply) => filter.write(problem, request, reply));
  trace(fastify);
  for (const strategy of strategies)
    app.connectMicroservice<MicroserviceOptions>({ strategy }, { inheritAppConfig: true });
  publishOpenApi(app, title);
  try {
    await app.init();
    await app.startAllMicroservices();
  } catch (error) {
    // What has begun already must not go on in the background, whoever tries again.
    await app.close().catch(() => undefined);
    throw error;
  }
  return app;
}

/** Everything that a handler does belongs to the trace that its request brought along or began. */
function trace(fastify: FastifyInstance): void {
  // The last hook before the handler: reading a body leaves the context of the hooks before it.
  fastify.addHook('preHandler', ({ id, headers }, _reply, done) => {
    inTrace({ ...stepAfter(headers['traceparent']), traceId: id }, done);
  });
}

function measure(fastify: FastifyInstance, requests: RequestsInFlight, metrics: Metrics, logger: PinoLogger): void {
  metrics.onCollect(() => metrics.httpInFlight.set(requests.underWay));
  fastify.addHook('onResponse', ({ id, method, routeOptions }, { statusCode, elapsedTime }, done) => {
    // By the route's pattern: there are only so many.
    const route = routeOptions.url ?? 'none';
    metrics.httpSeconds.observe({ method, route, status: String(statusCode) }, elapsedTime / 1_000);
    const ms = Math.round(elapsedTime);
    logger.pino.debug({ trace_id: id, method, route, status: statusCode, ms }, 'answered');
    done();
  });
}

/** Whatever fails before a controller is reached is a problem too. */
function adapterWith(filter: ProblemFilter, trustedProxies: number): FastifyAdapter {
  const adapter = new FastifyAdapter({
    trustProxy: trustedProxies > 0 ? (_address: string, hop: number) => hop < trustedProxies : false,
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: traceIdOf,
    // What is under way was answered before (see draining.ts); a stopping process answers by our own problem.
    forceCloseConnections: true,
    return503OnClosing: false,
    // An address that can't be decoded, or an id longer than any of ours.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('x-trace-id', request.id);
      filter.write(nothingHere(), request, reply);
    },
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  acceptJsonOnly(fastify);
  fastify.setErrorHandler((error, request, reply) => filter.write(error, request, reply));
  // Nest would set its own when the routes have been made: too late for those, and Fastify warns of it.
  adapter.setErrorHandler = () => fastify;
  return adapter;
}

const nothingHere = (): ProblemException => new ProblemException('not_found', 'There is nothing at this address.');

/** The W3C trace id the caller sent, or a new one; it stands in problems, logs and the x-trace-id header. */
function traceIdOf(request: IncomingMessage | object): string {
  const header = 'headers' in request ? request.headers['traceparent'] : undefined;
  return stepAfter(header).traceId;
}
