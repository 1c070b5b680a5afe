// What the visitor does with messages besides writing them: files, replies, edits, taking back, having read.
import type { FileLink } from '@frontdesk/contracts';
import { ApiError } from './api.js';
import { isLive } from './app-state.js';
import type { Attachment } from './attachment.js';
import type { MessageEntry } from './message-entry.js';
import type { Parts } from './parts.js';
import { Uploads } from './uploads.js';

/** A link is asked for again a little before it ends. */
const earlyMs = 60_000;

export class MessageDesk {
  private readonly links = new Map<string, Promise<FileLink>>();
  /** Beside the composer. */
  readonly uploads: Uploads;
  /** The files of the first message: they go out once there is a conversation, and they are there. */
  private following = false;
  private releasing = false;
  private told = 0;
  /** What waits until these files are there, in the chat in which Send was pressed. */
  private waiting: { readonly again: () => void; readonly files: readonly string[]; readonly chat: string } | null =
    null;

  constructor(private readonly parts: Parts) {
    const { store } = parts;
    this.uploads = new Uploads(parts, {
      path: () => {
        const { conversation } = store.value;
        return isLive(conversation) ? `/v1/conversations/${conversation.view.conversationId}/files` : null;
      },
      maxBytes: () => store.value.session?.messages?.files.maxBytes ?? 0,
      read: () => store.value.attachments,
      write: (attachments) => store.patch({ attachments }),
      onEnd: () => this.goOn(),
    });
  }

  /** Those that are there, and nothing of them left beside the composer; null: one is still on its way. */
  take(): readonly Attachment[] | null {
    // Those beside the composer go with the first message, not with this one.
    if (this.following || this.releasing) return [];
    const { attachments } = this.parts.store.value;
    const wanted = attachments.filter(({ refused }) => refused === null);
    if (wanted.some(({ fileId }) => fileId === null)) return null;
    this.parts.store.patch({ attachments: [] });
    return wanted;
  }

  /** Done again when these files are there; given up when one of them is refused or removed: there is something to decide. */
  whenThere(again: () => void): void {
    const { attachments, conversation } = this.parts.store.value;
    const files = attachments.filter(({ refused }) => refused === null).map(({ id }) => id);
    this.waiting = { again, files, chat: conversation?.view.conversationId ?? '' };
    this.parts.store.patch({ awaitingFiles: true });
  }

  /** The visitor goes on writing: what goes out is to be what they sent. */
  waitNoMore(): void {
    if (this.waiting === null) return;
    this.waiting = null;
    this.parts.store.patch({ awaitingFiles: false });
  }

  private goOn(): void {
    const { attachments, conversation } = this.parts.store.value;
    if (this.waiting === null) return;
    const { again, files, chat } = this.waiting;
    const still = files.flatMap((id) => attachments.filter((one) => one.id === id && one.refused === null));
    const isOver = still.length < files.length || !isLive(conversation) || conversation.view.conversationId !== chat;
    if (!isOver && still.some(({ fileId }) => fileId === null)) return;
    this.waitNoMore();
    if (!isOver) again();
  }

  /** The first message is on its way: its files come after it. */
  follow(): void {
    this.following = this.parts.store.value.attachments.length > 0;
  }

  /** There may be a conversation now. `send`: a message of this file alone. */
  async began(send: (file: Attachment) => void): Promise<void> {
    const { conversation } = this.parts.store.value;
    if (!isLive(conversation) || conversation.view.state === 'submission_offered') return;
    const following = this.following;
    this.following = false;
    this.releasing ||= following;
    await this.uploads.release();
    if (!following) return;
    this.releasing = false;
    const { attachments } = this.parts.store.value;
    this.parts.store.patch({ attachments: attachments.filter(({ refused }) => refused !== null) });
    for (const file of attachments) if (file.fileId !== null) send(file);
  }

  reply(entry: MessageEntry | null): void {
    this.parts.store.patch({ replying: entry, editing: null });
  }

  edit(entry: MessageEntry | null): void {
    // What waits for its files would go out as the change; the files stay where they are.
    this.waitNoMore();
    this.parts.store.patch({ editing: entry, replying: null });
  }

  /** Whether the visitor may still change this message: the server has the last word. */
  may(what: 'editSeconds' | 'recallSeconds', { author, at, recalled, file }: MessageEntry): boolean {
    const { session, conversation } = this.parts.store.value;
    const seconds = session?.messages?.[what] ?? 0;
    const inTime = Date.now() - Date.parse(at) < seconds * 1000;
    return author === 'visitor' && !recalled && inTime && isLive(conversation) && (what === 'recallSeconds' || !file);
  }

  change(entry: MessageEntry, text: string): Promise<void> {
    return this.ask('PATCH', entry, { text });
  }

  recall(entry: MessageEntry): Promise<void> {
    return this.ask('DELETE', entry);
  }

  /** Told when the other side's last words are on a visible screen. */
  seen(): void {
    const { conversation, session } = this.parts.store.value;
    const last = conversation?.entries.findLast((entry) => entry.kind === 'message' && entry.author === 'agent');
    if (!conversation || last === undefined || last.sequence <= this.told || !session?.messages?.receipts.toAgent)
      return;
    this.told = last.sequence;
    const path = `/v1/conversations/${conversation.view.conversationId}/read`;
    this.parts.api.call('POST', path, { upTo: last.sequence }).catch(() => (this.told = 0));
  }

  /** Where the bytes of a file are, for a while. `of`: the path of what it belongs to; absent: this conversation. */
  link(fileId: string, of?: string): Promise<FileLink> {
    const known = this.links.get(fileId);
    if (known !== undefined) return known;
    const { api, store } = this.parts;
    const path = of ?? `/v1/conversations/${store.value.conversation?.view.conversationId}`;
    const asked = api.call<FileLink>('GET', `${path}/files/${fileId}`).then((link) => {
      setTimeout(() => this.links.delete(fileId), Date.parse(link.expiresAt) - Date.now() - earlyMs);
      return { ...link, url: api.base + link.url };
    });
    asked.catch(() => this.links.delete(fileId));
    this.links.set(fileId, asked);
    return asked;
  }

  /** The whole conversation as a page to keep. */
  async save(): Promise<void> {
    const { api, store, t } = this.parts;
    const id = store.value.conversation?.view.conversationId;
    const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
    try {
      const url = URL.createObjectURL(
        await api.blob(`/v1/conversations/${id}/transcript?format=html&timeZone=${zone}`),
      );
      const name = `chat-${new Date().toISOString().slice(0, 10)}.html`;
      Object.assign(document.createElement('a'), { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch {
      store.patch({ problem: t('failed') });
    }
  }

  private async ask(method: string, { sequence }: MessageEntry, body?: object): Promise<void> {
    const { api, store, t } = this.parts;
    const id = store.value.conversation?.view.conversationId;
    try {
      await api.call(method, `/v1/conversations/${id}/messages/${sequence}`, body);
    } catch (error) {
      store.patch({ problem: error instanceof ApiError && !error.transient ? error.message : t('failed') });
    }
  }
}

/** Whoever has a place for it. */
interface Holder {
  messages: MessageDesk | null;
  readonly parts: Parts;
}

/** Fetched with the panel, and made when it is first asked for: a page load that opens nothing does not pay for it. */
export const deskOf = (holder: Holder): MessageDesk => (holder.messages ??= new MessageDesk(holder.parts));
