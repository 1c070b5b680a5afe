// What visitors are writing right now. Never stored anywhere; gone when they stop, send, or fall silent.

/** A browser that is closed says nothing more: old previews fade. */
const SILENT_AFTER_MS = 8_000;

export class TypingStore {
  private readonly previews = new Map<
    string,
    { readonly text: string; readonly timer: ReturnType<typeof setTimeout> }
  >();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  read(conversationId: string): string {
    return this.previews.get(conversationId)?.text ?? '';
  }

  set(conversationId: string, text: string): void {
    clearTimeout(this.previews.get(conversationId)?.timer);
    if (text === '') {
      this.previews.delete(conversationId);
    } else {
      const timer = setTimeout(() => {
        this.set(conversationId, '');
      }, SILENT_AFTER_MS);
      this.previews.set(conversationId, { text, timer });
    }
    for (const listener of this.listeners) listener();
  }
}
