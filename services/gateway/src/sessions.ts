// The sockets of this process, by workspace: who must be woken by what.
import { asVisitorSees, type ConversationEvent } from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Worsening } from './place-watch.js';
import type { ListName, Session } from './session.js';

/** Stands for whatever an agent is writing; empty means, as with a visitor's text, that nothing is being written. */
const WRITES = '…';

const TYPING = 'typing';

interface Typing {
  readonly workspace: string;
  readonly conversationId: string;
  readonly fromVisitor: boolean;
  readonly text: string;
}

@Injectable()
export class Sessions implements OnModuleDestroy {
  private readonly byWorkspace = new Map<string, Set<Session>>();
  private readonly deaf: () => void;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { metrics } = ports;
    metrics.onCollect(() => {
      const all = [...this.all()];
      const visitors = all.filter(({ isVisitor }) => isVisitor).length;
      metrics.sockets.set({ role: 'visitor' }, visitors);
      metrics.sockets.set({ role: 'staff' }, all.length - visitors);
    });
    this.deaf = ports.signals.listen(TYPING, (text) => this.deliver(JSON.parse(text) as Typing));
  }

  onModuleDestroy(): void {
    this.deaf();
  }

  add(session: Session): void {
    const { workspace } = session.principal;
    let sessions = this.byWorkspace.get(workspace);
    if (!sessions) this.byWorkspace.set(workspace, (sessions = new Set()));
    sessions.add(session);
  }

  remove(session: Session): void {
    const sessions = this.byWorkspace.get(session.principal.workspace);
    sessions?.delete(session);
    if (sessions?.size === 0) this.byWorkspace.delete(session.principal.workspace);
  }

  *all(): Iterable<Session> {
    for (const sessions of this.byWorkspace.values()) yield* sessions;
  }

  /** Staff sockets of a workspace fetch these lists again. */
  changed(workspace: string, ...lists: readonly ListName[]): void {
    for (const session of this.of(workspace)) {
      if (!session.isVisitor) for (const list of lists) session.changed(list);
    }
  }

  /** Something happened in a conversation; `state`: more than a message, so its view changed too. */
  conversationAdvanced(workspace: string, conversationId: string, event: ConversationEvent, state: boolean): void {
    for (const session of this.of(workspace)) {
      const feed = session.feeds.get(conversationId);
      if (!feed) continue;
      feed.advance(event.sequence, session.isVisitor ? asVisitorSees(event) : event);
      if (state) session.changed('conversation');
    }
  }

  queueMoved(workspace: string, worsenings: readonly Worsening[]): void {
    for (const session of this.of(workspace)) session.queueMoved(worsenings);
  }

  /** Somebody writes: told to every gateway, since the other side may sit at another one. */
  typing(from: Session, conversationId: string, text: string): void {
    if (!from.feeds.has(conversationId)) return;
    const { workspace } = from.principal;
    const shown = from.isVisitor || text === '' ? text : WRITES;
    const typing: Typing = { workspace, conversationId, fromVisitor: from.isVisitor, text: shown };
    this.ports.signals.send(TYPING, JSON.stringify(typing));
  }

  /** To the other side of the conversation only: staff see the visitor's text, visitors only that somebody writes. */
  private deliver({ workspace, conversationId, fromVisitor, text }: Typing): void {
    for (const session of this.of(workspace)) {
      if (session.isVisitor === fromVisitor || !session.feeds.has(conversationId)) continue;
      session.send({ type: 'typing', conversationId, from: fromVisitor ? 'visitor' : 'agent', text });
    }
  }

  private of(workspace: string): Iterable<Session> {
    return this.byWorkspace.get(workspace) ?? [];
  }
}
