// Keeps the conversation in step with the server: frames bring it sooner, HTTP brings what is missing.
import type { ConversationEvent, ConversationView, ServerFrame } from '@frontdesk/contracts';
import { ApiError } from './api.js';
import { advance, fromView, withPlace, withView, type Conversation } from './conversation-state.js';
import type { Parts } from './parts.js';
import { TypingSign } from './typing.js';

export class Synchroniser {
  private catching: Promise<void> | null = null;
  private readonly sign: TypingSign;

  constructor(
    private readonly parts: Parts,
    /** After every step that changed the conversation; `applied` are the events that were new. */
    private readonly stepped: (applied: readonly ConversationEvent[]) => void,
  ) {
    this.sign = new TypingSign((agentTyping) => parts.store.patch({ agentTyping }));
  }

  /** A view from any answer. Another conversation replaces the one on screen. */
  adopt(view: ConversationView): void {
    const { current } = this;
    this.put(current?.view.conversationId === view.conversationId ? withView(current, view) : fromView(view));
  }

  receive(frame: ServerFrame): void {
    const { current } = this;
    if (frame.type === 'changed') this.renew();
    if (current === null || !('conversationId' in frame) || frame.conversationId !== current.view.conversationId)
      return;
    if (frame.type === 'events') this.take(frame.events);
    if (frame.type === 'position') this.put(withPlace(current, frame.place));
    if (frame.type === 'typing' && frame.from === 'agent') this.sign.seen(frame.text !== '');
  }

  /** Reads the log from where the transcript ends; callers at the same time share one round. */
  catchUp(): Promise<void> {
    this.catching ??= this.readOn().finally(() => (this.catching = null));
    return this.catching;
  }

  /** The view and what the transcript lacks. Whatever fails here comes with the next frame, reconnect or poll. */
  renew(): void {
    void this.refresh()
      .then(() => this.catchUp())
      .catch(() => undefined);
  }

  /** One round without a socket. */
  async poll(): Promise<void> {
    await this.catchUp();
    const { current } = this;
    if (current?.view.state === 'requested') await this.refresh();
    if (current?.view.state !== 'queued') return;
    try {
      const place = await this.parts.api.place(current.view.conversationId);
      if (this.current !== null) this.put(withPlace(this.current, place));
    } catch (error) {
      // Not in the queue any more: the next round's events say why.
      if (!(error instanceof ApiError) || error.transient) throw error;
    }
  }

  private get current(): Conversation | null {
    return this.parts.store.value.conversation;
  }

  private async refresh(): Promise<void> {
    const id = this.current?.view.conversationId;
    if (id === undefined) return;
    const view = await this.parts.api.conversation(id);
    if (this.current?.view.conversationId === id) this.adopt(view);
  }

  private async readOn(): Promise<void> {
    for (let more = true; more;) {
      const { current } = this;
      if (current === null) return;
      const id = current.view.conversationId;
      const page = await this.parts.api.events(id, current.sequence);
      if (this.current?.view.conversationId !== id) return;
      this.take(page.data);
      more = page.hasMore && page.data.length > 0;
    }
  }

  private take(events: readonly ConversationEvent[]): void {
    const { current } = this;
    if (current === null) return;
    const { conversation, applied, hole } = advance(current, events);
    for (const event of applied) {
      if (event.type !== 'conversation.message_added') continue;
      if (event.data.author.kind === 'agent') this.sign.seen(false);
    }
    if (applied.length > 0) this.put(conversation, applied);
    // An event names the new state; the picture, the offer's words and the place come with the view.
    const turned = applied.some(
      ({ sequence, type }) => sequence > current.view.sequence && !/message|visitor_read|withheld/.test(type),
    );
    if (turned || hole) this.renew();
  }

  private put(conversation: Conversation, applied: readonly ConversationEvent[] = []): void {
    this.parts.store.patch({ conversation });
    this.stepped(applied);
  }
}
