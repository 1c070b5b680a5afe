// What a visitor can do, and how the parts work together: reception, transcript, outbox, connection, form, news.
import type { ConversationEvent, GiveRating } from '@frontdesk/contracts';
import { ApiError, type Api } from './api.js';
import type { FormDraft } from './keep.js';
import { canWrite, isLive, restored, screenOf, type AppState } from './app-state.js';
import { Connection } from './connection.js';
import { LettersDesk } from './letters-desk.js';
import type { MessageDesk } from './message-desk.js';
import type { MessageEntry } from './message-entry.js';
import { News } from './news.js';
import { Outbox, type Delivery, type PendingMessage } from './outbox.js';
import type { Parts } from './parts.js';
import { Reception } from './reception.js';
import type { SubmissionDesk } from './submission-desk.js';
import { Synchroniser } from './synchroniser.js';
import { TypingPreview } from './typing.js';

export class Controller {
  /** Comes with the form: see `formDeskOf`. */
  desk: SubmissionDesk | null = null;
  readonly letters: LettersDesk;
  /** Comes with the panel: see `deskOf`. */
  messages: MessageDesk | null = null;
  private readonly outbox: Outbox;
  private readonly connection: Connection;
  private readonly sync: Synchroniser;
  private readonly reception: Reception;
  private readonly news: News;
  private readonly preview: TypingPreview;
  private prompt: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly parts: Parts) {
    const { api, keep, store } = parts;
    const sync = (this.sync = new Synchroniser(parts, (applied) => this.stepped(applied)));
    const outbox = (this.outbox = new Outbox({
      read: () => keep.read('outbox') ?? [],
      write: (pending) => {
        keep.write('outbox', pending);
        store.patch({ pending });
      },
      deliver: (message) => this.deliver(message),
      gone: () => sync.renew(),
    }));
    this.connection = new Connection({
      ticket: () => api.ticket(),
      openSocket: () => new WebSocket(api.socketUrl),
      welcome: () => this.welcomed(),
      frame: (frame) => sync.receive(frame),
      poll: () => sync.poll().then(() => void outbox.flush()),
      status: (connection) => store.patch({ connection }),
    });
    this.reception = new Reception(parts, sync, outbox, (text) => this.giveBack(text));
    this.preview = new TypingPreview((text) => {
      const conversationId = store.value.conversation?.view.conversationId;
      if (conversationId !== undefined) this.connection.send({ type: 'typing', conversationId, text });
    });
    this.letters = new LettersDesk(parts);
    this.news = new News(parts, () => this.messages?.seen());
  }

  /** Called when the element appears: nothing goes over the wire unless there is something to go on with. */
  resume(): void {
    const { open, resuming, start } = this.parts.store.value;
    if (open || resuming || start !== null) this.enter();
  }

  /** Counts from the next session on; one that has begun is begun again, and keeps the chat. */
  identify(token: string | null, attributes?: Api['attributes']): void {
    if (token !== null) this.parts.api.identity = token;
    if (attributes) this.parts.api.attributes = attributes;
    if (this.parts.store.value.session !== null) void this.reception.ensure();
  }

  open(): void {
    this.news.attention.arm();
    if (this.parts.store.value.open) return;
    this.parts.keep.write('open', true);
    this.parts.store.patch({ open: true });
    this.news.look();
    this.parts.emit('open');
    if (this.parts.store.value.conversation === null) this.enter();
  }

  close(): void {
    if (!this.parts.store.value.open) return;
    this.parts.keep.write('open', null);
    this.parts.store.patch({ open: false });
    this.parts.emit('close');
  }

  write(draft: string): void {
    this.messages?.waitNoMore();
    this.parts.keep.write('draft', draft === '' ? null : draft);
    this.parts.store.patch({ draft, problem: null });
    if (isLive(this.parts.store.value.conversation)) this.preview.update(draft);
  }

  /** The small choices that nobody else needs to know. */
  set(part: Partial<Pick<AppState, 'confirming' | 'groupId' | 'leaving' | 'rating'>>): void {
    this.parts.store.patch({ ...part, formErrors: {} });
  }

  /** Something that the state does not hold has changed: a part has arrived. */
  redraw(): void {
    this.parts.store.patch({});
  }

  /** The first message starts the conversation; while that is being decided further ones wait their turn. */
  send(): void {
    const { draft, conversation, resuming, start } = this.parts.store.value;
    const text = draft.trim();
    const { editing, replying, attachments } = this.parts.store.value;
    if ((text === '' && attachments.length === 0) || !canWrite(screenOf(this.parts.store.value))) return;
    if (conversation === null && start === null && !resuming) {
      this.messages?.follow();
      this.write('');
      return this.reception.begin(text);
    }
    const files = editing === null && this.messages !== null ? this.messages.take() : [];
    if (files === null) return void this.messages?.whenThere(() => this.send());
    if (text === '' && files.length === 0) return;
    this.preview.clear();
    this.write('');
    this.parts.store.patch({ replying: null, editing: null });
    if (editing !== null) return void this.messages?.change(editing, text);
    const to = conversation?.view.conversationId ?? null;
    const quote = replying === null ? {} : { quote: replying.sequence };
    // Words that come with files stand with the first of them.
    if (files.length === 0) this.outbox.add(to, text, quote);
    files.forEach(({ fileId, name }, i) =>
      this.outbox.add(to, i === 0 ? text : '', { file: { fileId: fileId ?? '', name }, ...(i === 0 ? quote : {}) }),
    );
  }

  reply(entry: MessageEntry): void {
    this.messages?.reply(entry);
    this.focusComposer();
  }

  /** Its words go into the composer; null: they are left as they are. */
  editMessage(entry: MessageEntry | null): void {
    this.messages?.edit(entry);
    this.write(entry?.text ?? '');
    if (entry !== null) this.focusComposer();
  }

  /** The button starts with whatever is in the composer, even with nothing. */
  start(): void {
    const { attachments, draft } = this.parts.store.value;
    if (draft.trim() !== '' || attachments.length > 0) this.send();
    else this.reception.begin('');
  }

  /** Ends the chat, leaves the queue, or declines the offer: one call for all three. */
  async end(): Promise<void> {
    const { conversation, form } = this.parts.store.value;
    if (conversation === null) return;
    this.set({ confirming: false });
    try {
      await this.parts.api.close(conversation.view.conversationId);
      // Who says no to the form does not leave a name either: it would go along with the next chat.
      if (conversation.view.state === 'submission_offered') this.forget(form);
    } catch (error) {
      if (!(error instanceof ApiError) || error.transient)
        return this.parts.store.patch({ problem: this.parts.t('failed') });
      // Closed already, by somebody else: the view says how.
    }
    this.sync.renew();
  }

  private forget(form: FormDraft): void {
    const anonymous = { ...form, name: '', email: '' };
    this.parts.keep.write('form', anonymous);
    this.parts.store.patch({ form: anonymous });
  }

  /** Null when the server has it, else what to tell. */
  async rate(conversationId: string, rating: GiveRating): Promise<string | null> {
    try {
      await this.parts.api.rate(conversationId, rating);
      return null;
    } catch (error) {
      return error instanceof ApiError && !error.transient ? error.message : this.parts.t('failed');
    } finally {
      this.sync.renew();
    }
  }

  /** The same conversation goes on; where that is not possible any more, the view says so. */
  async reopen(): Promise<void> {
    const { conversation } = this.parts.store.value;
    if (conversation === null) return;
    const reopened = await this.parts.api.reopen(conversation.view.conversationId).catch(() => null);
    if (reopened !== null) this.sync.adopt(reopened);
    this.sync.renew();
  }

  /** The wait begins anew, or it is too late; either way the place that comes back says how it is. */
  async keepWaiting(): Promise<void> {
    const { conversation } = this.parts.store.value;
    if (conversation === null) return;
    await this.parts.api.keepWaiting(conversation.view.conversationId).catch(() => undefined);
    this.sync.renew();
  }

  async submit(): Promise<void> {
    if (!(await this.desk?.submit())) return;
    this.write('');
    this.parts.emit('submitted', this.parts.store.value.receipt);
    this.sync.renew();
  }

  /** Back to the beginning. What was typed is dropped only when it was delivered. */
  again(): void {
    const { keep, store } = this.parts;
    const { opening, conversation, receipt, form, groupId, session } = store.value;
    for (const name of ['conversation', 'start', 'receipt', 'seen', 'submission'] as const) keep.write(name, null);
    // Name and address are the visitor's; what was said in the other fields is said.
    if (receipt !== null) keep.write('form', { name: form.name, email: form.email, text: null });
    this.connection.stop();
    store.patch({ ...restored(keep, groupId), session });
    if (receipt === null && conversation?.entries.length === 0) this.giveBack(opening?.body.text ?? '');
    this.enter();
  }

  /** Takes a refused message back into the composer. */
  editAgain(clientMessageId: string): void {
    this.giveBack(this.outbox.takeBack(clientMessageId));
  }

  /** The page is visible again, or the network is back. */
  nudge(): void {
    this.news.look();
    this.connection.nudge();
    this.reception.nudge();
    void this.outbox.flush();
  }

  offline(): void {
    this.connection.lost();
  }

  /** Another tab of the same site wrote something. */
  elsewhere(key: string | null): void {
    if (key === this.parts.keep.key('conversation')) void this.reception.ensure();
    this.parts.store.patch({ pending: this.parts.keep.read('outbox') ?? [] });
  }

  stop(): void {
    clearTimeout(this.prompt);
    this.connection.stop();
    this.reception.stop();
    this.outbox.stop();
    this.news.attention.calm();
  }

  private focusComposer(): void {
    this.parts.focus?.();
  }

  /** The page may have changed without a load. */
  visit(): void {
    this.reception.visit();
  }

  /** Whoever has been here before and is in no chat may find an answer. */
  private enter(): void {
    const { keep, store } = this.parts;
    const known = keep.read('token') !== null;
    void this.reception.ensure().then(() => {
      if (known && !isLive(store.value.conversation)) this.letters.look();
    });
  }

  private giveBack(text: string): void {
    if (text !== '') this.write([text, this.parts.store.value.draft].filter(Boolean).join('\n'));
  }

  private welcomed(): void {
    const { conversation } = this.parts.store.value;
    if (conversation === null) return;
    const { conversationId } = conversation.view;
    this.connection.send({ type: 'subscribe', conversationId, after: conversation.sequence });
    this.sync.renew();
    void this.outbox.flush();
  }

  private async deliver(message: PendingMessage): Promise<Delivery> {
    const { conversationId, clientMessageId, text, file, quote } = message;
    try {
      await this.parts.api.message(conversationId ?? '', {
        ...{ clientMessageId, text },
        ...(file && { fileId: file.fileId }),
        ...(quote !== undefined && { quote }),
      });
      return { sent: true };
    } catch (error) {
      if (!(error instanceof ApiError) || error.transient) return 'later';
      if (error.status === 404 || error.status === 409 || error.status === 410) return 'gone';
      return { refused: error.message };
    }
  }

  /** When the wait has become too long the view says so: it is looked at again then. */
  private promptLater(inMs: number): void {
    clearTimeout(this.prompt);
    if (inMs > 0) this.prompt = setTimeout(() => this.sync.renew(), inMs);
  }

  private stepped(applied: readonly ConversationEvent[]): void {
    const { store } = this.parts;
    for (const event of applied) {
      if (event.type !== 'conversation.message_added' || event.data.author.kind !== 'visitor') continue;
      this.outbox.arrived(event.data.clientMessageId);
      if (store.value.opening?.key === event.data.clientMessageId) store.patch({ opening: null });
    }
    const { conversation, leaving, receipt, form } = store.value;
    const { state } = conversation?.view ?? {};
    if ((state === 'assigned' || state === 'pooled') && (leaving || form.text !== null)) {
      // Every message is read here by now: the form's words go on as a draft, unless they were delivered.
      const emptied = { ...form, text: null };
      this.parts.keep.write('form', emptied);
      store.patch({ form: emptied, leaving: false });
      if (receipt === null) this.giveBack(form.text ?? '');
    }
    const to = conversation?.view.conversationId ?? null;
    void this.messages?.began(({ fileId, name }) => this.outbox.add(to, '', { file: { fileId: fileId ?? '', name } }));
    this.promptLater(conversation?.view.place?.submission?.prompt?.inMs ?? 0);
    if (isLive(conversation)) this.connection.start();
    else {
      this.connection.stop();
      store.patch({ agentTyping: false });
      this.giveBack(this.outbox.takeBack());
    }
    this.news.tell(applied);
  }
}
