// Visitors who are connected or wait for something. One lookup finds both; from a conversation on, none is needed.
import type { Unserved, Visitor } from './conversations.js';

export class Visitors {
  /** The connected among them stand in the order in which they connected. */
  private readonly byId = new Map<string, Visitor>();

  /** Known from now on, until `leave` or `disconnect` finds nothing left to know. */
  in(visitorId: string): Visitor {
    let visitor = this.byId.get(visitorId);
    if (visitor === undefined) this.byId.set(visitorId, (visitor = { visitorId, connected: false, unserved: null }));
    return visitor;
  }

  isConnected(visitorId: string): boolean {
    return this.byId.get(visitorId)?.connected ?? false;
  }

  connect(visitorId: string): void {
    const visitor = this.in(visitorId);
    if (visitor.connected) return;
    visitor.connected = true;
    // To the end, also for one who was known before: a snapshot has to give the same order again.
    this.byId.delete(visitorId);
    this.byId.set(visitorId, visitor);
  }

  disconnect(visitorId: string): void {
    const visitor = this.byId.get(visitorId);
    if (visitor === undefined) return;
    visitor.connected = false;
    this.forgetIfIdle(visitor);
  }

  /** A visitor seldom has two: a chain through the conversations costs no array for each. */
  join(conversation: Unserved): void {
    conversation.sibling = conversation.visitor.unserved;
    conversation.visitor.unserved = conversation;
  }

  leave(conversation: Unserved): void {
    const { visitor, sibling } = conversation;
    if (visitor.unserved === conversation) {
      visitor.unserved = sibling;
    } else {
      let before = visitor.unserved;
      while (before !== null && before.sibling !== conversation) before = before.sibling;
      if (before !== null) before.sibling = sibling;
    }
    conversation.sibling = null;
    this.forgetIfIdle(visitor);
  }

  /** In no particular order: whoever decides on several sorts them first. */
  unservedOf(visitorId: string): Unserved[] {
    const found: Unserved[] = [];
    for (let each = this.byId.get(visitorId)?.unserved ?? null; each !== null; each = each.sibling) found.push(each);
    return found;
  }

  connectedIds(): string[] {
    const found: string[] = [];
    for (const visitor of this.byId.values()) if (visitor.connected) found.push(visitor.visitorId);
    return found;
  }

  private forgetIfIdle(visitor: Visitor): void {
    if (!visitor.connected && visitor.unserved === null) this.byId.delete(visitor.visitorId);
  }
}
