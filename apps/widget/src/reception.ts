// Getting in: the session, the start of a conversation, and going on with it after a reload. Everything here may be
// repeated at will: the session is renewed, the start carries its key until it is answered.
import type { ConversationView, StartConversation, VisitorSession } from '@frontdesk/contracts';
import { ApiError } from './api.js';
import { backoff } from './backoff.js';
import type { PendingStart } from './keep.js';
import type { Outbox } from './outbox.js';
import type { Parts } from './parts.js';
import type { Synchroniser } from './synchroniser.js';
import { uuid } from './uuid.js';
import { windowId } from './window-id.js';

export class Reception {
  private attempt = 0;
  private reported = '';
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly sync: Synchroniser,
    private readonly outbox: Outbox,
    /** Gives a text back to the composer. */
    private readonly giveBack: (text: string) => void,
  ) {}

  /** Tries until the server answers; call it as often as there is a reason to. */
  async ensure(): Promise<void> {
    const { api, store } = this.parts;
    this.stop();
    try {
      const session = await api.session();
      store.patch({ session });
      await this.enter(session);
      this.visit();
      this.attempt = 0;
      store.patch({ unreachable: false });
    } catch (error) {
      if (error instanceof ApiError && [401, 403, 422].includes(error.status)) return this.turnedAway(error);
      store.patch({ unreachable: true });
      this.retry = setTimeout(() => void this.ensure(), backoff(++this.attempt));
    }
  }

  begin(text: string): void {
    const { language, store, keep } = this.parts;
    const { form, groupId, start } = store.value;
    if (start !== null) return;
    const body: StartConversation = {
      ...(text !== '' && { text }),
      ...(groupId !== null && { groupId }),
      ...(form.name.trim() !== '' && { visitorName: form.name.trim() }),
      language,
      page: location.href.slice(0, 2_000),
      windowId: windowId(),
    };
    const begun = { key: uuid(), body, at: new Date().toISOString() };
    keep.write('start', begun);
    store.patch({ start: begun, problem: null });
    void this.ensure();
  }

  /** Tells the desk which page this is: only where a session has begun, and each page once. */
  visit(): void {
    const { api, store } = this.parts;
    const url = location.href.slice(0, 2_000);
    if (store.value.session === null || url === this.reported) return;
    this.reported = url;
    // What is not told is not missed.
    void api.page(url, document.title.slice(0, 300)).catch(() => undefined);
  }

  /** There is a reason to believe that a try would succeed now. */
  nudge(): void {
    if (this.retry !== undefined) void this.ensure();
  }

  stop(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
  }

  private async enter(session: VisitorSession): Promise<void> {
    const { keep, store } = this.parts;
    const { start } = store.value;
    const kept = keep.read('conversation');
    const view =
      start !== null ? await this.start(start) : (session.conversation ?? (kept && (await this.lookUp(kept))));
    // Looked up, and meanwhile the visitor has begun anew: it is behind them.
    if (start === null && keep.read('conversation') !== kept) return;
    store.patch({ resuming: false });
    if (!view) return keep.write('conversation', null);
    if (kept !== view.conversationId) {
      keep.write('conversation', view.conversationId);
      keep.write('seen', null);
      store.patch({ seen: 0 });
    }
    if (start !== null) {
      keep.write('start', null);
      store.patch({ start: null, opening: start });
    }
    this.sync.adopt(view);
    // The socket brings the transcript as well; a failure here is not one of getting in.
    await this.sync.catchUp().catch(() => undefined);
    this.outbox.adopt(view.conversationId);
  }

  /** A conversation that is open already takes the words and is the answer. */
  private async start({ key, body }: PendingStart): Promise<ConversationView | null> {
    const { api, emit } = this.parts;
    try {
      const view = await api.start(key, body);
      emit('started', { conversationId: view.conversationId });
      return view;
    } catch (error) {
      this.takeBack(body.text, final(error).message);
      return null;
    }
  }

  /** The page names a site that nobody knows, or may not: repeating it changes nothing, and its author has to hear of it. */
  private turnedAway({ message }: ApiError): void {
    const { start } = this.parts.store.value;
    console.error(`frontdesk-chat: ${message}`);
    this.parts.store.patch({ unreachable: false, resuming: false });
    this.takeBack(start?.body.text, this.parts.t('refused'));
  }

  /** The start came to nothing: its words go back to the composer. */
  private takeBack(text: string | undefined, problem: string): void {
    const { keep, store } = this.parts;
    keep.write('start', null);
    this.giveBack([text, this.outbox.takeBack()].filter(Boolean).join('\n'));
    store.patch({ start: null, problem });
  }

  /** A finished conversation stays on screen until the visitor begins another. */
  private async lookUp(id: string): Promise<ConversationView | null> {
    try {
      // One that is open, and yet not this session's, belongs to another window of the visitor.
      const view = await this.parts.api.conversation(id);
      return view.state === 'closed' ? view : null;
    } catch (error) {
      final(error);
      this.giveBack(this.outbox.takeBack());
      return null;
    }
  }
}

/** Passes on what may be different the next time. */
function final(error: unknown): ApiError {
  if (!(error instanceof ApiError) || error.transient) throw error;
  return error;
}
