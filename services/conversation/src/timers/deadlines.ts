// The conversations' clock (F4): sleeps until the nearest deadline, and lets what is due happen.
//
// A deadline is a row, so whoever starts finds what was missed. Every replica may look; the conversation's own decision
// says whether the timer still means anything, and of two that ask at once the second finds it done.
import type { Instant } from '@frontdesk/kernel';
import { PORTS, Sleeper, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Conversations } from '../commands/conversations.js';
import { dueRows, nextDeadline, putOff, type DeadlineRow } from './deadline-rows.js';

/** Nobody sleeps longer: another process may have set a deadline and died. */
const LOOK_AGAIN_MS = 60_000;
const AFTER_TROUBLE_MS = 5_000;
const AT_ONCE = 50;

@Injectable()
export class Deadlines implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly startedAt: Instant;
  private readonly sleeper: Sleeper;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
  ) {
    this.startedAt = ports.clock.now();
    this.sleeper = new Sleeper(ports.clock, {
      look: (now) => this.look(now),
      trouble: (error) =>
        ports.alarm('what was due in conversations could not happen; the next look finds it again', { error }),
      longestMs: LOOK_AGAIN_MS,
      afterTroubleMs: AFTER_TROUBLE_MS,
    });
  }

  onApplicationBootstrap(): void {
    this.conversations.whenDue((at) => this.sleeper.wakeBy(at));
    this.sleeper.wakeBy(this.ports.clock.now());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sleeper.stop();
  }

  private async look(now: Instant): Promise<Instant> {
    for (;;) {
      const due = await dueRows(this.ports, new Date(now), this.grace(), AT_ONCE);
      await Promise.all(due.map((row) => this.fire(row, now)));
      if (due.length < AT_ONCE || this.sleeper.isStopped) break;
    }
    const next = await nextDeadline(this.ports, new Date(now));
    return Math.min(next ?? Infinity, this.graceEnd(now));
  }

  /** After a start: visitors have as long to come back as their connections count. */
  private grace(): { readonly startedAt: Date; readonly endingFrom: Date } {
    const { startedAt } = this;
    return { startedAt: new Date(startedAt), endingFrom: new Date(startedAt + this.ports.tuning.leaseMs) };
  }

  private graceEnd(now: Instant): Instant {
    const end = this.startedAt + this.ports.tuning.leaseMs;
    return end > now ? end : Infinity;
  }

  private async fire({ workspace, conversationId, timer, epoch, nth }: DeadlineRow, now: Instant): Promise<void> {
    const meta = { actor: 'conversation-clock', correlationId: this.ports.ids.next(), causationId: null };
    const command = { type: 'fire_timer', timer, epoch, nth } as const;
    const handled = await this.conversations.run({ workspace, conversationId, command, meta });
    if (handled.outcome === 'done' && handled.records.length > 0) return;
    // Stale, mostly, and the row was put right by asking; else it must not be met again at once.
    await putOff(this.ports, conversationId, new Date(now), new Date(now + LOOK_AGAIN_MS));
  }
}
