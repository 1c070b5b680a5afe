// A clock that stands still until it is moved: what is due then fires, and not before.
import type { Clock } from '@frontdesk/engine';
import type { Instant } from '@frontdesk/kernel';

export class HandClock implements Clock {
  private readonly alarms = new Set<{ readonly at: Instant; readonly call: () => void }>();

  constructor(private instant: Instant) {}

  now(): Instant {
    return this.instant;
  }

  at(at: Instant, call: () => void): () => void {
    const alarm = { at, call };
    if (at <= this.instant) setImmediate(call);
    else this.alarms.add(alarm);
    return () => void this.alarms.delete(alarm);
  }

  moveTo(instant: Instant): void {
    this.instant = instant;
    for (const alarm of [...this.alarms].filter(({ at }) => at <= instant)) {
      this.alarms.delete(alarm);
      alarm.call();
    }
  }
}
