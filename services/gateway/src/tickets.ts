// Socket tickets: bought over HTTPS with the bearer token, valid once, for 30 seconds, in the first frame. Never in a URL.
// Signed, so that any gateway of the installation takes a ticket that another one sold.
import type { Principal, Role } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject, Injectable, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';

const ALGORITHM = 'HS256';

@Injectable()
export class Tickets {
  private readonly key: Uint8Array;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    this.key = new TextEncoder().encode(ports.installationKey);
  }

  async issue({ id, workspace, roles, expiresAt, channel }: Principal): Promise<{ ticket: string; expiresAt: string }> {
    const until = this.ports.clock.now() + this.ports.tuning.ticketMs;
    const ticket = await new SignJWT({ workspace, roles: [...roles], until: expiresAt, channel })
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(id)
      .setJti(this.ports.ids.next())
      .setExpirationTime(new Date(until))
      .sign(this.key);
    return { ticket, expiresAt: new Date(until).toISOString() };
  }

  /** Whose it was; null when unknown, used or too old. Taking it ends it, on every gateway. */
  async take(ticket: string): Promise<Principal | null> {
    const { clock, signals, tuning } = this.ports;
    let payload: JWTPayload;
    try {
      const options = { algorithms: [ALGORITHM], currentDate: new Date(clock.now()) };
      ({ payload } = await jwtVerify(ticket, this.key, options));
    } catch {
      return null;
    }
    const { sub, jti, workspace, roles, until, channel } = payload as JWTPayload & {
      workspace: string;
      roles: Role[];
      until: number;
      channel?: string;
    };
    if (sub === undefined || jti === undefined || !(await signals.first(`ticket:${jti}`, 2 * tuning.ticketMs)))
      return null;
    return { id: sub, workspace, roles, expiresAt: until, ...(channel !== undefined && { channel }) };
  }
}

@ApiTags('realtime')
@Controller('v1/realtime')
export class TicketController {
  constructor(@Inject(Tickets) private readonly tickets: Tickets) {}

  @Post('tickets')
  @Requires('realtime.connect')
  @Answers('RealtimeTicket')
  @ApiOperation({ summary: 'A ticket for the socket: it works once, within 30 seconds' })
  issue(@CurrentPrincipal() principal: Principal): Promise<{ ticket: string; expiresAt: string }> {
    return this.tickets.issue(principal);
  }
}
