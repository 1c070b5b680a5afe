// Holds a request until its conversation has an outcome, or the time is up.
//
// The reaction releases it when this process takes the decision in. When another process did, its commit wakes us and
// the row is looked at: one query for all who wait, however many they are.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { ConversationRows } from '../rows/conversation-row.js';
import { CONVERSATION_EVENTS } from '../topics.js';

@Injectable()
export class DecisionWaiter implements OnModuleInit, OnModuleDestroy {
  private readonly waiting = new Map<string, Set<() => void>>();
  private forget: () => void = () => undefined;
  private looking = false;
  private lookAgain = false;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  onModuleInit(): void {
    this.forget = this.ports.journal.onAppend(CONVERSATION_EVENTS, () => void this.look());
  }

  onModuleDestroy(): void {
    this.forget();
    for (const id of [...this.waiting.keys()]) this.release(id);
  }

  /** Resolves at the outcome or after the configured wait; which of the two, the row says. */
  wait(conversationId: string): Promise<void> {
    const { clock, tuning } = this.ports;
    return new Promise((resolve) => {
      const waiters = this.waiting.get(conversationId) ?? new Set();
      const done = () => {
        cancel();
        waiters.delete(done);
        if (waiters.size === 0) this.waiting.delete(conversationId);
        resolve();
      };
      this.waiting.set(conversationId, waiters.add(done));
      const cancel = clock.at(clock.now() + tuning.decisionWaitMs, done);
      // The decision may have come before we began to wait.
      void this.look();
    });
  }

  release(conversationId: string): void {
    for (const done of [...(this.waiting.get(conversationId) ?? [])]) done();
  }

  private async look(): Promise<void> {
    this.lookAgain = true;
    if (this.looking) return;
    this.looking = true;
    while (this.lookAgain && this.waiting.size > 0) {
      this.lookAgain = false;
      await this.releaseDecided().catch((error: unknown) => this.ports.alarm('could not look for decisions', error));
    }
    this.looking = false;
  }

  private async releaseDecided(): Promise<void> {
    const decided = await this.ports.db.getRepository(ConversationRows).find({
      select: { conversationId: true },
      where: { conversationId: In([...this.waiting.keys()]), outcome: Not('pending') },
    });
    for (const { conversationId } of decided) this.release(conversationId);
  }
}
