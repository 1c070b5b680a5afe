// Routes of the secret with which a host site signs who its visitors are.
import type { Principal } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, Requires } from '@frontdesk/nest';
import { Body, Controller, Delete, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HttpExchange, type Exchange } from '../conditions.js';
import { authorOf } from './api-keys-controller.js';
import { RotationBody } from './bodies.js';
import { VisitorIdentities } from './visitor-identities.js';

const HOUR_MS = 3_600_000;
const DAY_IN_HOURS = 24;

@ApiTags('channels')
@Controller('v1/channels/:id/identity-secret')
export class IdentitySecretsController {
  constructor(@Inject(VisitorIdentities) private readonly identities: VisitorIdentities) {}

  @Post()
  @Requires('key.manage')
  @Answers('ShownSecret')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'A new secret, shown only here; the one before it counts for the overlap yet' })
  make(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Param('id') id: string,
    @Body() { overlapHours }: RotationBody,
  ): Promise<{ readonly secret: string }> {
    return this.identities.make(authorOf(who, exchange), id, (overlapHours ?? DAY_IN_HOURS) * HOUR_MS);
  }

  @Delete()
  @HttpCode(204)
  @Requires('key.manage')
  @ApiOperation({ summary: 'Revoke the channel’s secrets: what was signed with them counts no more' })
  revoke(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Param('id') id: string,
  ): Promise<void> {
    return this.identities.revoke(authorOf(who, exchange), id);
  }
}
