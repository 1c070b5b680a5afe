// Who publishes a journal's lanes: whoever holds its lock. It saves work and decides nothing: two publishers at once
// only say everything twice, which readers drop.
export interface HeldLock {
  /** Aborted when the lock was lost without being released. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface PublisherLock {
  /** Waits for its turn; rejects when `signal` is aborted before, or when nobody can tell whose turn it is. */
  acquire(name: string, signal: AbortSignal): Promise<HeldLock>;
}

/** For one process, and for tests that want to take it away. */
export function createMemoryPublisherLock(): PublisherLock {
  const queues = new Map<string, Promise<void>>();
  return {
    acquire: async (name, signal) => {
      const before = queues.get(name) ?? Promise.resolve();
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      queues.set(
        name,
        before.then(() => released),
      );
      const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      await Promise.race([before, aborted]);
      if (signal.aborted) {
        release();
        throw new Error(`not waited for: ${name}`);
      }
      return { lost: new AbortController().signal, release: async () => release() };
    },
  };
}
