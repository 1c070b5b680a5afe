// Routes of API keys.
import type { ApiKeyView, FactView, IssuedKey, Principal } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HttpExchange, type Exchange } from '../conditions.js';
import type { Author } from '../changes.js';
import { ApiKeys } from './api-keys.js';
import { ApiKeyBody, RotationBody } from './bodies.js';
import { factsOf, keyStream } from './facts.js';

const DAY_IN_HOURS = 24;

@ApiTags('api-keys')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(ApiKeys) private readonly keys: ApiKeys,
  ) {}

  @Get()
  @Requires('key.read')
  @Answers('ApiKeyList')
  @ApiOperation({ summary: 'All keys of the workspace, the newest first; never a secret' })
  async list(@CurrentPrincipal() who: Principal): Promise<{ data: readonly ApiKeyView[] }> {
    return { data: await this.keys.list(who.workspace) };
  }

  @Post()
  @Requires('key.manage')
  @Answers('IssuedKey')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Make a key; the answer is the only place where it is ever shown' })
  create(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Body() { name, scopes, expiresAt }: ApiKeyBody,
  ): Promise<IssuedKey> {
    return this.keys.create(authorOf(who, exchange), { name, scopes, expiresAt: expiresAt ?? null });
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @Requires('key.manage')
  @Answers('IssuedKey')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'A new secret for the key; the older one counts for the overlap yet' })
  rotate(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Param('id') id: string,
    @Body() { overlapHours }: RotationBody,
  ): Promise<IssuedKey> {
    return this.keys.rotate(authorOf(who, exchange), id, overlapHours ?? DAY_IN_HOURS);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('key.manage')
  @ApiOperation({ summary: 'Revoke the key, at once and for ever' })
  revoke(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Param('id') id: string,
  ): Promise<void> {
    return this.keys.revoke(authorOf(who, exchange), id);
  }

  @Get(':id/history')
  @Requires('key.read')
  @Answers('FactList')
  @ApiOperation({ summary: 'What happened to the key: who, when and through which request' })
  async history(@CurrentPrincipal() who: Principal, @Param('id') id: string): Promise<{ data: readonly FactView[] }> {
    return { data: await factsOf(this.ports, who.workspace, keyStream(id), 'API key') };
  }
}

export const authorOf = ({ workspace, id }: Principal, { requestId }: Exchange): Author => ({
  ...{ workspace, actor: id, requestId },
});
