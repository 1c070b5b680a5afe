// Signals between processes: Redis publish and subscribe, and keys that only the first can set.
import { Redis } from 'ioredis';

const PREFIX = 'frontdesk:signal:';

/** In the shape of the services' signals port. */
export interface RedisSignals {
  send(channel: string, text: string): void;
  listen(channel: string, call: (text: string) => void): () => void;
  first(key: string, forMs: number): Promise<boolean>;
  close(): void;
}

export function redisSignals(url: string, alarm: (message: string, detail: unknown) => void): RedisSignals {
  // A subscribed connection can do nothing else, so there are two; both come back by themselves.
  const options = { maxRetriesPerRequest: 1, enableOfflineQueue: true, lazyConnect: false } as const;
  const [writer, reader] = [new Redis(url, options), new Redis(url, { ...options, maxRetriesPerRequest: null })];
  for (const connection of [writer, reader])
    connection.on('error', (error) => alarm('Redis is away', { error: error.message }));
  const listeners = new Map<string, Set<(text: string) => void>>();
  reader.on('message', (channel: string, text: string) => {
    for (const call of listeners.get(channel) ?? []) call(text);
  });
  return {
    send: (channel, text) => {
      writer.publish(PREFIX + channel, text).catch(() => undefined); // a lost signal heals
    },
    listen: (channel, call) => {
      const name = PREFIX + channel;
      const calls = listeners.get(name) ?? new Set();
      listeners.set(name, calls.add(call));
      reader.subscribe(name).catch((error: unknown) => alarm('signals are not heard', error));
      return () => void calls.delete(call);
    },
    first: async (key, forMs) => (await writer.set(`frontdesk:first:${key}`, '1', 'PX', forMs, 'NX')) === 'OK',
    close: () => {
      writer.disconnect();
      reader.disconnect();
    },
  };
}
