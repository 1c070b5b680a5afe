// One way to boot a service, or all of them in one process: Fastify, problems, bodies, trace ids, sockets, OpenAPI.
import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { WsAdapter } from '@nestjs/platform-ws';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { IncomingMessage } from 'node:http';
import { bodyPipe } from './body.js';
import type { JournalStrategy } from './journal-strategy.js';
import type { PinoLogger } from './logger.js';
import { ProblemFilter } from './problem-filter.js';

export interface BootOptions {
  /** The Nest root module: a class or a dynamic module. */
  readonly module: Parameters<typeof NestFactory.create>[0];
  readonly logger: PinoLogger;
  readonly strategies: readonly JournalStrategy[];
  readonly title: string;
}

const BODY_LIMIT_BYTES = 256 * 1024;
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** An app that is wired but does not listen yet; its event handlers run from the moment this resolves. */
export async function boot({ module, logger, strategies, title }: BootOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT_BYTES, genReqId: traceIdOf, forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    bufferLogs: true,
    abortOnError: false,
  });
  const filter = new ProblemFilter((message, error, traceId) => logger.error(`${message} ${traceId}`, error));
  app.useGlobalFilters(filter);
  app.useGlobalPipes(bodyPipe());
  app.useWebSocketAdapter(new WsAdapter(app, { messageParser: () => undefined as never }));
  // Transport security is the edge's to promise: embedded, the product speaks plain HTTP on this machine.
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginResourcePolicy: false,
    strictTransportSecurity: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-trace-id', request.id);
    done();
  });
  for (const strategy of strategies)
    app.connectMicroservice<MicroserviceOptions>({ strategy }, { inheritAppConfig: true });
  publishOpenApi(app, title);
  await app.init();
  await app.startAllMicroservices();
  return app;
}

/** The W3C trace id the caller sent, or a new one; it stands in problems, logs and the x-trace-id header. */
function traceIdOf(request: IncomingMessage | object): string {
  const header = 'headers' in request ? (request as IncomingMessage).headers['traceparent'] : undefined;
  const match = typeof header === 'string' ? TRACEPARENT.exec(header) : null;
  return match?.[1] ?? randomBytes(16).toString('hex');
}

function publishOpenApi(app: NestFastifyApplication, title: string): void {
  const config = new DocumentBuilder()
    .setTitle(title)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('openapi', app, () => SwaggerModule.createDocument(app, config), {
    ui: false,
    jsonDocumentUrl: '/openapi.json',
    yamlDocumentUrl: '/openapi.yaml',
  });
}
