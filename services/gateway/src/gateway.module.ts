// The gateway's Nest module: sockets, tickets, wake-ups and pages hang on the process's HTTP server.
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { allowOtherOrigins } from './cors.js';
import { forwardPaths } from './forwarding.js';
import { servePages } from './pages.js';
import { ProblemPages } from './problem-pages.js';
import { RealtimeGateway } from './realtime.js';
import { Sessions } from './sessions.js';
import { isDemo, SignInController } from './sign-in.js';
import { TicketController, Tickets } from './tickets.js';
import { TypingPreviews } from './typing-previews.js';
import { WakeUps } from './wake-ups.js';
import { publishWhole } from './whole-document.js';

@Module({
  controllers: [TicketController, WakeUps, ProblemPages, SignInController],
  providers: [Tickets, TypingPreviews, Sessions, RealtimeGateway],
})
export class GatewayModule implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(PORTS) private readonly ports: ServicePorts,
  ) {}

  async onModuleInit(): Promise<void> {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    allowOtherOrigins(fastify, this.ports.publicUrl);
    forwardPaths(fastify, this.ports.replicasOf);
    publishWhole(fastify, this.ports);
    await servePages(fastify, () => isDemo(this.ports.issuers()));
  }
}
