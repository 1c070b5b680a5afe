// The sockets of this process, by workspace: who must be woken by what.
import { asVisitorSees, type ConversationEvent } from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Coalesced } from './coalesce.js';
import type { Worsening } from './place-watch.js';
import { gatherMs, type ListName, type Session } from './session.js';
import { TypingPreviews } from './typing-previews.js';

/** Stands for whatever an agent is writing; empty means, as with a visitor's text, that nothing is being written. */
const WRITES = '…';

const TYPING = 'typing';

/** So many are told within one pause; the more there are, the more pauses lie between two words to the same one. */
const TOLD_IN_A_PAUSE = 50;

const NOBODY: ReadonlySet<string> = new Set();

/** Whether the visitor may see that the agent has read, the settings say: it is read where those are known. */
const forVisitor = (event: ConversationEvent): ConversationEvent | undefined =>
  event.type === 'conversation.messages_read' ? undefined : asVisitorSees(event);

interface Typing {
  readonly workspace: string;
  readonly conversationId: string;
  readonly fromVisitor: boolean;
  readonly text: string;
}

@Injectable()
export class Sessions implements OnModuleDestroy {
  private readonly byWorkspace = new Map<string, Set<Session>>();
  /** What the whole staff of a workspace is told, in one go for all of them. */
  private readonly news = new Map<string, Coalesced>();
  private readonly deaf: () => void;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(TypingPreviews) private readonly previews: TypingPreviews,
  ) {
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
    for (const news of this.news.values()) news.cancel();
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
    if (sessions?.size !== 0) return;
    this.byWorkspace.delete(session.principal.workspace);
    for (const [key, news] of this.news) {
      if (!key.startsWith(`${session.principal.workspace} `)) continue;
      news.cancel();
      this.news.delete(key);
    }
  }

  *all(): Iterable<Session> {
    for (const sessions of this.byWorkspace.values()) yield* sessions;
  }

  /**
   * Staff sockets of a workspace fetch these lists again. Of many sockets each is told less often, so that a busy
   * reception does not cost the square of its staff; those it concerns do not wait for their turn.
   */
  changed(workspace: string, lists: readonly ListName[], concerned: ReadonlySet<string> = NOBODY): void {
    if (!this.byWorkspace.has(workspace)) return;
    const late = lists.filter((list) => !this.newsOf(workspace, list).call());
    if (late.length === 0 || concerned.size === 0) return;
    for (const session of this.of(workspace)) {
      if (!session.isVisitor && concerned.has(session.principal.id)) for (const list of late) session.changed(list);
    }
  }

  private newsOf(workspace: string, list: ListName): Coalesced {
    const key = `${workspace} ${list}`;
    let news = this.news.get(key);
    if (news === undefined) {
      let told = 0;
      const tell = () => {
        told = 0;
        for (const session of this.of(workspace)) {
          if (session.isVisitor) continue;
          told++;
          session.tellChanged(list);
        }
      };
      const { clock, tuning } = this.ports;
      const pause = () => tuning.changedEveryMs * Math.max(1, told / TOLD_IN_A_PAUSE);
      news = new Coalesced(clock, pause, tell, gatherMs(tuning));
      this.news.set(key, news);
    }
    return news;
  }

  /** Something happened in a conversation; `state`: more than a message, so its view changed too. */
  conversationAdvanced(workspace: string, conversationId: string, event: ConversationEvent, state: boolean): void {
    for (const session of this.of(workspace)) {
      const feed = session.feeds.get(conversationId);
      if (!feed) continue;
      feed.advance(event.sequence, session.isVisitor ? forVisitor(event) : event);
      if (state) session.changed('conversation');
    }
  }

  queueMoved(workspace: string, worsenings: readonly Worsening[]): void {
    for (const session of this.of(workspace)) session.queueMoved(worsenings);
  }

  /** Somebody writes: told to every gateway, since the other side may sit at another one. Nothing of it is kept. */
  async typing(from: Session, conversationId: string, text: string): Promise<void> {
    if (!from.feeds.has(conversationId)) return;
    const { workspace } = from.principal;
    const preview = from.isVisitor && (await this.previews.shown(workspace));
    const shown = preview || text === '' ? text : WRITES;
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
