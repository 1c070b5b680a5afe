// What the domain knows of a conversation that is not over: it waits, was offered a submission, or has an agent.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { Timer } from './deadlines.js';
import type { RefusalReason } from './event.js';

export interface Waiting {
  readonly state: 'waiting';
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly priority: number;
  readonly arrivedAt: Instant;
  readonly seq: number;
  readonly ruleId: string | null;
  readonly abandonAfterMs: DurationMs;
  /** False while the visitor's lease is lost: keeps the place, is passed over. */
  live: boolean;
  timeout: Timer | null;
  abandon: Timer | null;
  sibling: Unserved | null;
}

export interface Offered {
  readonly state: 'submission_offered';
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly why: RefusalReason | 'timed_out';
  readonly waitedMs: DurationMs;
  readonly abandonAfterMs: DurationMs;
  live: boolean;
  abandon: Timer | null;
  sibling: Unserved | null;
}

export interface Held {
  readonly state: 'assigned';
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
  readonly agentId: string;
}

export type Unserved = Waiting | Offered;
export type Conversation = Unserved | Held;

/** The unserved conversations of each visitor, who seldom has two: a chain through them costs no array each. */
export class UnservedByVisitor {
  private readonly heads = new Map<string, Unserved>();

  add(conversation: Unserved): void {
    conversation.sibling = this.heads.get(conversation.visitorId) ?? null;
    this.heads.set(conversation.visitorId, conversation);
  }

  remove(conversation: Unserved): void {
    const head = this.heads.get(conversation.visitorId);
    if (head === conversation) {
      if (conversation.sibling === null) this.heads.delete(conversation.visitorId);
      else this.heads.set(conversation.visitorId, conversation.sibling);
    } else {
      let before = head ?? null;
      while (before !== null && before.sibling !== conversation) before = before.sibling;
      if (before !== null) before.sibling = conversation.sibling;
    }
    conversation.sibling = null;
  }

  /** In no particular order: whoever acts on several sorts them first. */
  of(visitorId: string): Unserved[] {
    const found: Unserved[] = [];
    for (let each = this.heads.get(visitorId) ?? null; each !== null; each = each.sibling) found.push(each);
    return found;
  }
}
