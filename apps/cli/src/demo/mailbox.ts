// Waits for the next thing to happen, for a while.

export class Mailbox<T> {
  private readonly waiting: T[] = [];
  private wake: (() => void) | null = null;

  put(item: T): void {
    this.waiting.push(item);
    this.wake?.();
  }

  /** Null when nothing came in time, or when it is over. */
  async take(withinMs: number, over: AbortSignal): Promise<T | null> {
    if (this.waiting.length === 0 && !over.aborted) await this.arrival(withinMs, over);
    return this.waiting.shift() ?? null;
  }

  private arrival(withinMs: number, over: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        over.removeEventListener('abort', done);
        this.wake = null;
        resolve();
      };
      const timer = setTimeout(done, Math.max(0, withinMs));
      over.addEventListener('abort', done);
      this.wake = done;
    });
  }
}

/** False when it was cut short. */
export async function pause(ms: number, over: AbortSignal): Promise<boolean> {
  await new Mailbox<never>().take(ms, over);
  return !over.aborted;
}
