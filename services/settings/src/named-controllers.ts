// Routes of the documents of which there are many: agents and groups.
import type { Principal } from '@frontdesk/contracts';
import { CurrentPrincipal, Requires } from '@frontdesk/nest';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AgentBody, GroupBody } from './bodies.js';
import { HttpExchange, type Exchange } from './conditions.js';
import { DocumentRoutes } from './document-routes.js';

@ApiTags('settings')
@Controller('v1/settings/agents')
export class AgentSettingsController {
  constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

  @Get()
  @Requires('settings.read')
  list(@CurrentPrincipal() who: Principal) {
    return this.routes.list(who, 'agents');
  }

  @Get(':id')
  @Requires('settings.read')
  read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Param('id') id: string) {
    return this.routes.read(who, exchange, 'agents', id);
  }

  @Put(':id')
  @Requires('settings.write')
  save(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Param('id') id: string,
    @Body() body: AgentBody,
  ) {
    return this.routes.save(who, exchange, 'agents', body, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('settings.write')
  remove(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Param('id') id: string) {
    return this.routes.remove(who, exchange, 'agents', id);
  }

  @Get(':id/history')
  @Requires('settings.read')
  history(@CurrentPrincipal() who: Principal, @Param('id') id: string) {
    return this.routes.history(who, 'agents', id);
  }
}

@ApiTags('settings')
@Controller('v1/settings/groups')
export class GroupSettingsController {
  constructor(@Inject(DocumentRoutes) private readonly routes: DocumentRoutes) {}

  @Get()
  @Requires('settings.read')
  list(@CurrentPrincipal() who: Principal) {
    return this.routes.list(who, 'groups');
  }

  @Get(':id')
  @Requires('settings.read')
  read(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Param('id') id: string) {
    return this.routes.read(who, exchange, 'groups', id);
  }

  @Put(':id')
  @Requires('settings.write')
  save(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Param('id') id: string,
    @Body() body: GroupBody,
  ) {
    return this.routes.save(who, exchange, 'groups', body, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('settings.write')
  remove(@CurrentPrincipal() who: Principal, @HttpExchange() exchange: Exchange, @Param('id') id: string) {
    return this.routes.remove(who, exchange, 'groups', id);
  }

  @Get(':id/history')
  @Requires('settings.read')
  history(@CurrentPrincipal() who: Principal, @Param('id') id: string) {
    return this.routes.history(who, 'groups', id);
  }
}
