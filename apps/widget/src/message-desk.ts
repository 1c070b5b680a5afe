// What the visitor does with messages besides writing them: files, replies, edits, taking back, having read.
import type { FileLink } from '@frontdesk/contracts';
import { ApiError } from './api.js';
import { isLive } from './app-state.js';
import type { Controller } from './controller.js';
import type { MessageEntry } from './message-entry.js';
import type { Parts } from './parts.js';
import { uuid } from './uuid.js';

/** A file beside the composer: on its way, there, or refused with the reason. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** 0–1 */
  readonly progress: number;
  readonly fileId: string | null;
  readonly refused: string | null;
  /** Of a picture: what the page itself can show. */
  readonly previewUrl: string | null;
}

/** A link is asked for again a little before it ends. */
const earlyMs = 60_000;

export class MessageDesk {
  private readonly links = new Map<string, Promise<FileLink>>();
  private readonly running = new Map<string, AbortController>();
  private told = 0;

  constructor(private readonly parts: Parts) {}

  /** Chosen, pasted or dropped. They go up at once, one beside the other. */
  attach(files: Iterable<File>): void {
    for (const file of files) void this.upload(file);
  }

  drop(id: string): void {
    this.running.get(id)?.abort();
    const gone = this.parts.store.value.attachments.find((one) => one.id === id);
    if (gone?.previewUrl) URL.revokeObjectURL(gone.previewUrl);
    this.put(this.parts.store.value.attachments.filter((one) => one.id !== id));
  }

  /** Those that are there, and nothing of them left beside the composer; null: one is still on its way. */
  take(): readonly Attachment[] | null {
    const { attachments } = this.parts.store.value;
    const wanted = attachments.filter(({ refused }) => refused === null);
    if (wanted.some(({ fileId }) => fileId === null)) return null;
    this.put([]);
    return wanted;
  }

  reply(entry: MessageEntry | null): void {
    this.parts.store.patch({ replying: entry, editing: null });
  }

  edit(entry: MessageEntry | null): void {
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

  /** Where the bytes of a file are, for a while. */
  link(fileId: string): Promise<FileLink> {
    const known = this.links.get(fileId);
    if (known !== undefined) return known;
    const { api, store } = this.parts;
    const path = `/v1/conversations/${store.value.conversation?.view.conversationId}/files/${fileId}`;
    const asked = api.call<FileLink>('GET', path).then((link) => {
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

  private async upload(file: File): Promise<void> {
    const { api, store, t } = this.parts;
    const { conversation, session, attachments } = store.value;
    const id = uuid();
    const stop = new AbortController();
    const previewUrl = /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? URL.createObjectURL(file) : null;
    this.put([...attachments, { id, name: file.name, progress: 0, fileId: null, refused: null, previewUrl }]);
    const most = session?.messages?.files.maxBytes ?? 0;
    // Said before it is sent: the server would say so only when all of it had come.
    if (file.size > most) return this.note(id, { refused: t('tooLarge', { n: Math.round(most / 1024 / 1024) }) });
    this.running.set(id, stop);
    try {
      const path = `/v1/conversations/${conversation?.view.conversationId}/files?name=${encodeURIComponent(file.name)}`;
      const progress = (share: number): void => this.note(id, { progress: share });
      const { fileId } = await api.upload(path, file, id, progress, stop.signal);
      this.note(id, { fileId, progress: 1 });
    } catch (error) {
      this.note(id, { refused: error instanceof ApiError && error.problem ? error.message : t('failed') });
    }
    this.running.delete(id);
  }

  private note(id: string, change: Partial<Attachment>): void {
    this.put(this.parts.store.value.attachments.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  private put(attachments: readonly Attachment[]): void {
    this.parts.store.patch({ attachments });
  }
}

/** Fetched with the panel, and made when it is first asked for: a page load that opens nothing does not pay for it. */
export const deskOf = (controller: Controller): MessageDesk =>
  (controller.messages ??= new MessageDesk(controller.parts));
