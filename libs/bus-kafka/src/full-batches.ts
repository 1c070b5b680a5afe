// A fetch of kafkajs 2.2.4 answers a batch for every partition that was asked for, the empty ones among them, and after
// each of those the next heartbeat is sent when it is due, and waited for. With sixty-four partitions of which one has
// something, that one comes after a round trip to the broker more often than not. In a session (fetch-sessions.ts) only what has changed
// is answered, so this counts for its first fetch, and where a broker gives no session. Here only what holds something is
// handed on; where nothing does, the heartbeat is sent as it was.
import { createRequire } from 'node:module';
import { assert } from '@frontdesk/kernel';

interface Fetched {
  readonly rawMessages: readonly unknown[];
}

interface Runner {
  readonly running: boolean;
  fetch(nodeId: number): Promise<readonly Fetched[]>;
  heartbeat(): Promise<void>;
}

const require = createRequire(import.meta.url);
const { prototype } = require('kafkajs/src/consumer/runner') as { prototype: Runner };
const FULL_ONLY = Symbol.for('frontdesk:full-batches');

export function fullBatchesOnly(): void {
  if (Reflect.has(prototype, FULL_ONLY)) return;
  const fetch: unknown = Reflect.get(prototype, 'fetch');
  assert(typeof fetch === 'function' && Reflect.has(prototype, 'heartbeat'), 'kafkajs as it was when this was written');
  Reflect.set(prototype, FULL_ONLY, true);
  prototype.fetch = async function (this: Runner, nodeId) {
    const batches = (await Reflect.apply(fetch, this, [nodeId])) as readonly Fetched[];
    const full = batches.filter(({ rawMessages }) => rawMessages.length > 0);
    // Where there was no batch at all, it has been sent already; and who stops is not to join the group again.
    if (full.length === 0 && batches.length > 0 && this.running) await this.heartbeat();
    return full;
  };
}
