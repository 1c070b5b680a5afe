// Routes of the documents of which a workspace has one each.
import type { HoursState, Principal } from '@frontdesk/contracts';
import { CurrentPrincipal, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HoursBody, QueueBody, StrategyBody, SubmissionBody } from './bodies.js';
import { HttpExchange, type Exchange } from './conditions.js';
import { DocumentRoutes } from './document-routes.js';
import { hoursState } from './hours-state.js';
import { loadWorkspace } from './workspace-settings.js';

@ApiTags('settings')
@Controller('v1/settings/queue')
export class QueueSettingsController {
  constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

  @Get()
  @Requires('settings.read')
  read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange) {
    return this.routes.read(who, exchange, 'queue');
  }

  @Put()
  @Requires('settings.write')
  save(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Body() body: QueueBody) {
    return this.routes.save(who, exchange, 'queue', body);
  }

  @Get('history')
  @Requires('settings.read')
  history(@CurrentPrincipal() who: Principal) {
    return this.routes.history(who, 'queue');
  }
}

@ApiTags('settings')
@Controller('v1/settings/submission')
export class SubmissionSettingsController {
  constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

  @Get()
  @Requires('settings.read')
  read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange) {
    return this.routes.read(who, exchange, 'submission');
  }

  @Put()
  @Requires('settings.write')
  save(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Body() body: SubmissionBody) {
    return this.routes.save(who, exchange, 'submission', body);
  }

  @Get('history')
  @Requires('settings.read')
  history(@CurrentPrincipal() who: Principal) {
    return this.routes.history(who, 'submission');
  }
}

@ApiTags('settings')
@Controller('v1/settings/hours')
export class HoursSettingsController {
  constructor(
    @Inject(DocumentRoutes) private readonly routes: DocumentRoutes,
    @Inject(PORTS) private readonly ports: ServicePorts,
  ) {}

  @Get()
  @Requires('settings.read')
  read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange) {
    return this.routes.read(who, exchange, 'hours');
  }

  @Put()
  @Requires('settings.write')
  save(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Body() body: HoursBody) {
    return this.routes.save(who, exchange, 'hours', body);
  }

  @Get('history')
  @Requires('settings.read')
  history(@CurrentPrincipal() who: Principal) {
    return this.routes.history(who, 'hours');
  }

  /** Open now? Until when? Before anybody has saved hours: always open. */
  @Get('state')
  @Requires('settings.read')
  async state(@CurrentPrincipal() who: Principal): Promise<HoursState> {
    const { hours } = await loadWorkspace(this.ports.db, who.workspace);
    const { open, reason, nextChangeAt } = hoursState(hours, this.ports.clock.now());
    return { open, reason, nextChangeAt: nextChangeAt === null ? null : new Date(nextChangeAt).toISOString() };
  }
}

@ApiTags('settings')
@Controller('v1/settings/strategy')
export class StrategySettingsController {
  constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

  @Get()
  @Requires('settings.read')
  read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange) {
    return this.routes.read(who, exchange, 'strategy');
  }

  @Put()
  @Requires('settings.write')
  save(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Body() body: StrategyBody) {
    return this.routes.save(who, exchange, 'strategy', body);
  }

  @Get('history')
  @Requires('settings.read')
  history(@CurrentPrincipal() who: Principal) {
    return this.routes.history(who, 'strategy');
  }
}
