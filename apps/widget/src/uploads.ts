// Files that go up beside what is being written, one beside the other: how far each is, and why one was refused.
import type { StoredFile } from '@frontdesk/contracts';
import { ApiError } from './api.js';
import type { Attachment } from './attachment.js';
import { fileSize } from './file-size.js';
import type { Parts } from './parts.js';
import { uuid } from './uuid.js';

/** Where they go, and where the list of them stands. */
export interface Place {
  /** null: there is nothing yet that they could go to, so they wait. */
  readonly path: () => string | null;
  readonly maxBytes: () => number;
  /** How many altogether. */
  readonly most?: () => number;
  readonly read: () => readonly Attachment[];
  readonly write: (list: readonly Attachment[]) => void;
  /** One is there, refused or removed. */
  readonly onEnd?: () => void;
}

/** On its way: shown as such before anybody has confirmed a byte. */
const BEGUN = 0.01;

export class Uploads {
  private readonly running = new Map<string, AbortController>();
  private readonly waiting = new Map<string, File>();

  constructor(
    private readonly parts: Parts,
    private readonly place: Place,
  ) {}

  /** Chosen, pasted or dropped. They go up at once, where there is a place for them. */
  attach(files: Iterable<File>): void {
    for (const file of files) {
      const id = uuid();
      const refused = this.refusalOf(file);
      const shown = refused === null && /^image\/(png|jpeg|gif|webp)$/.test(file.type);
      const previewUrl = shown ? URL.createObjectURL(file) : null;
      this.place.write([...this.place.read(), { id, name: file.name, progress: 0, fileId: null, refused, previewUrl }]);
      if (refused === null) this.waiting.set(id, file);
    }
    void this.release();
  }

  /** Those that have waited for a place go there; over when each is there or refused. */
  async release(): Promise<void> {
    const path = this.place.path();
    if (path === null) return;
    // What is not on the list any more was given up with the form or the chat it stood beside.
    const all = [...this.waiting].filter(([id]) => this.place.read().some((one) => one.id === id));
    this.waiting.clear();
    await Promise.all(all.map(([id, file]) => this.upload(id, file, path)));
  }

  drop(id: string): void {
    this.waiting.delete(id);
    this.running.get(id)?.abort();
    const gone = this.place.read().find((one) => one.id === id);
    if (gone?.previewUrl) URL.revokeObjectURL(gone.previewUrl);
    this.place.write(this.place.read().filter((one) => one.id !== id));
    this.place.onEnd?.();
  }

  private async upload(id: string, file: File, path: string): Promise<void> {
    const stop = new AbortController();
    this.running.set(id, stop);
    this.note(id, { progress: BEGUN });
    try {
      const { fileId } = await this.send(path, file, id, stop.signal);
      this.note(id, { fileId, progress: 1 });
    } catch (error) {
      const refused = error instanceof ApiError && error.problem ? error.message : this.parts.t('failed');
      // What it only claimed to be cannot be shown.
      const { previewUrl } = this.place.read().find((one) => one.id === id) ?? {};
      if (previewUrl) URL.revokeObjectURL(previewUrl);
      this.note(id, { refused, previewUrl: null });
    }
    this.running.delete(id);
    this.place.onEnd?.();
  }

  /** Said before it is sent: the server would say so only when all of it had come. */
  private refusalOf({ size }: File): string | null {
    const { most, maxBytes, read } = this.place;
    const { t } = this.parts;
    if (size > maxBytes()) return t('tooLarge', { size: fileSize(maxBytes()) });
    const wanted = read().filter(({ refused }) => refused === null).length;
    return most !== undefined && wanted >= most() ? t('filesMost', { n: most() }) : null;
  }

  private async send(to: string, file: File, id: string, signal: AbortSignal): Promise<StoredFile> {
    const { api } = this.parts;
    const path = `${to}${to.includes('?') ? '&' : '?'}name=${encodeURIComponent(file.name)}`;
    const once = (): Promise<StoredFile> => api.upload(path, file, id, (share) => this.progressed(id, share), signal);
    return once().catch(async (error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      // The token has expired while the rest was typed.
      await api.session();
      return once();
    });
  }

  /** In whole per cent: who writes the list down need not do so for every packet. */
  private progressed(id: string, share: number): void {
    const progress = Math.max(BEGUN, Math.floor(share * 100) / 100);
    if (this.place.read().some((one) => one.id === id && one.progress !== progress)) this.note(id, { progress });
  }

  private note(id: string, change: Partial<Attachment>): void {
    this.place.write(this.place.read().map((one) => (one.id === id ? { ...one, ...change } : one)));
  }
}
