// Signals inside one process: there is nobody else to reach.
import { EventEmitter } from 'node:events';
import type { Clock } from '@frontdesk/engine';
import type { Signals } from '@frontdesk/nest';

export function localSignals(clock: Clock): Signals {
  const emitter = new EventEmitter().setMaxListeners(0);
  const named = new Map<string, number>();
  const sweep = (now: number) => {
    for (const [key, until] of named) if (until <= now) named.delete(key);
  };
  return {
    send: (channel, text) => void emitter.emit(channel, text),
    listen: (channel, call) => {
      emitter.on(channel, call);
      return () => void emitter.off(channel, call);
    },
    first: (key, forMs) => {
      const now = clock.now();
      if (named.size > 10_000) sweep(now);
      const isFirst = (named.get(key) ?? 0) <= now;
      if (isFirst) named.set(key, now + forMs);
      return Promise.resolve(isFirst);
    },
  };
}
