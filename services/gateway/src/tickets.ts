// Socket tickets: bought over HTTPS with the bearer token, valid once, for 30 seconds, in the first frame. Never in a URL.
import { randomBytes } from 'node:crypto';
import type { Principal } from '@frontdesk/contracts';
import { CurrentPrincipal, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject, Injectable, Post } from '@nestjs/common';

const LIFE_MS = 30_000;

interface Ticket {
  readonly principal: Principal;
  readonly expiresAt: number;
}

@Injectable()
export class Tickets {
  private readonly open = new Map<string, Ticket>();

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  issue(principal: Principal): { ticket: string; expiresAt: string } {
    const now = this.ports.clock.now();
    this.expire(now);
    const ticket = randomBytes(24).toString('base64url');
    this.open.set(ticket, { principal, expiresAt: now + LIFE_MS });
    return { ticket, expiresAt: new Date(now + LIFE_MS).toISOString() };
  }

  /** Whose it was; null when unknown, used or too old. Taking it ends it. */
  take(ticket: string): Principal | null {
    const found = this.open.get(ticket);
    this.open.delete(ticket);
    return found && found.expiresAt > this.ports.clock.now() ? found.principal : null;
  }

  /** Oldest first, so the first that is still good ends the walk. */
  private expire(now: number): void {
    for (const [ticket, { expiresAt }] of this.open) {
      if (expiresAt > now) return;
      this.open.delete(ticket);
    }
  }
}

@Controller('v1/realtime')
export class TicketController {
  constructor(@Inject(Tickets) private readonly tickets: Tickets) {}

  @Post('tickets')
  @Requires('realtime.connect')
  issue(@CurrentPrincipal() principal: Principal): { ticket: string; expiresAt: string } {
    return this.tickets.issue(principal);
  }
}
