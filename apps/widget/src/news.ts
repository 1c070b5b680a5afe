// What happened while the visitor may have been looking elsewhere: the unread mark, the title, the sound, the page's events.
import type { ConversationEvent } from '@frontdesk/contracts';
import { unread } from './conversation-state.js';
import { Attention } from './attention.js';
import type { Parts } from './parts.js';

/** Not worth telling the host page. */
const silent = new Set(['conversation.withheld', 'conversation.visitor_read']);

export class News {
  readonly attention = new Attention();

  constructor(
    private readonly parts: Parts,
    /** What is there is on a visible screen. */
    private readonly seen: () => void,
  ) {}

  /** Events up to `seen` are history: a reload rings no bell. */
  tell(applied: readonly ConversationEvent[]): void {
    const { store, emit, t } = this.parts;
    const { conversation, seen } = store.value;
    const conversationId = conversation?.view.conversationId;
    for (const { sequence, type, data } of applied) {
      if (
        sequence <= seen ||
        (type === 'conversation.message_added' && data.author.kind === 'visitor') ||
        silent.has(type)
      )
        continue;
      emit(type.replace('conversation.', ''), { conversationId, ...data });
      if (type === 'conversation.assigned') this.call(t('joined', { name: data.agentName }));
      if (type === 'conversation.message_added') this.call(t('unread', { n: unread(store.value.conversation, seen) }));
    }
    this.look();
  }

  /** What is on screen in a visible page counts as seen. */
  look(): void {
    const { store, keep } = this.parts;
    if (!this.looking) return;
    this.attention.calm();
    this.seen();
    const sequence = store.value.conversation?.sequence ?? 0;
    if (sequence <= store.value.seen) return;
    keep.write('seen', sequence);
    store.patch({ seen: sequence });
  }

  private get looking(): boolean {
    return this.parts.store.value.open && document.visibilityState === 'visible';
  }

  private call(words: string): void {
    if (!this.looking) this.attention.call(words);
  }
}
