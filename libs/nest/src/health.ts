// Live: the process answers. Started: it has come up once. Ready: it may be given requests; says what is missing if not.
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Requires } from './authorization.js';
import { Answers } from './openapi/answers.js';

export interface ReadinessCheck {
  readonly name: string;
  /** null: fine; else a sentence that says what is missing. */
  readonly check: () => Promise<string | null>;
}

/** What the process tells of itself; the composition fills it. */
export class Health {
  started = false;
  draining = false;
  readonly checks: ReadinessCheck[] = [];
  private readonly goodbyes: (() => Promise<void> | void)[] = [];

  /** `goodbye` ends what comes from outside (sockets, requests) while everything behind it still works. */
  onDrain(goodbye: () => Promise<void> | void): void {
    this.goodbyes.push(goodbye);
  }

  /** Not ready from now on; resolves when nothing from outside is under way any more. */
  async drain(): Promise<void> {
    this.draining = true;
    await Promise.all(this.goodbyes.map(async (goodbye) => goodbye()));
  }

  async missing(): Promise<readonly string[]> {
    if (!this.started) return ['still starting'];
    if (this.draining) return ['shutting down'];
    const answers = await Promise.all(this.checks.map(async ({ name, check }) => ({ name, problem: await check() })));
    return answers.flatMap(({ name, problem }) => (problem === null ? [] : [`${name}: ${problem}`]));
  }
}

@ApiTags('meta')
@Controller('health')
export class HealthController {
  constructor(@Inject(Health) private readonly health: Health) {}

  @Get('live')
  @Requires('meta.read')
  @Answers('HealthAnswer')
  @ApiOperation({ summary: 'Does the process answer?' })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('started')
  @Requires('meta.read')
  @Answers('HealthAnswer', { 200: 'Yes.', 503: 'Not yet.' })
  @ApiOperation({ summary: 'Has it come up once?' })
  started(@Res({ passthrough: true }) reply: FastifyReply): { status: string } {
    if (!this.health.started) void reply.status(503);
    return { status: this.health.started ? 'started' : 'starting' };
  }

  @Get('ready')
  @Requires('meta.read')
  @Answers('HealthAnswer', { 200: 'Yes.', 503: 'Not now; ask again.' })
  @ApiOperation({ summary: 'May it be given requests? What is missing, if not?' })
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string; missing: readonly string[] }> {
    const missing = await this.health.missing();
    if (missing.length > 0) void reply.status(503).header('retry-after', '1');
    return { status: missing.length === 0 ? 'ready' : 'not ready', missing };
  }
}
