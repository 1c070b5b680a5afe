// kafkajs 2.2.4 looks for waiting requests every millisecond, on every connection and for ever, though it also looks
// whenever one comes or goes: thousands of timers a second in a process that does nothing (and on Node 24 a warning
// each, because the time it names is past). Here it looks only when something waits.
import { createRequire } from 'node:module';
import { assert } from '@frontdesk/kernel';

interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

const require = createRequire(import.meta.url);
const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
const QUIETED = Symbol.for('frontdesk:quiet-timers');

export function quietTimers(): void {
  if (Reflect.has(prototype, QUIETED)) return;
  const schedule: unknown = Reflect.get(prototype, 'scheduleCheckPendingRequests');
  assert(typeof schedule === 'function', 'kafkajs as it was when this was written');
  Reflect.set(prototype, QUIETED, true);
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) Reflect.apply(schedule, this, []);
  };
}
