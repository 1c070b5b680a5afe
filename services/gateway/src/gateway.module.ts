// The gateway's Nest module: sockets, tickets, wake-ups and pages hang on the process's HTTP server.
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { servePages } from './pages.js';
import { ProblemPages } from './problem-pages.js';
import { RealtimeGateway } from './realtime.js';
import { Sessions } from './sessions.js';
import { TicketController, Tickets } from './tickets.js';
import { WakeUps } from './wake-ups.js';

@Module({ controllers: [TicketController, WakeUps, ProblemPages], providers: [Tickets, Sessions, RealtimeGateway] })
export class GatewayModule implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  async onModuleInit(): Promise<void> {
    await servePages(this.host.httpAdapter.getInstance<FastifyInstance>());
  }
}
