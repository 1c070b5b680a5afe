// A clock that moves as told; what is due is called at once.
import type { ServicePorts } from '@frontdesk/nest';

export class ManualClock {
  private readonly timers = new Set<{ at: number; call: () => void }>();
  constructor(private at: number) {}

  readonly port: ServicePorts['clock'] = {
    now: () => this.at,
    at: (at, call) => {
      const timer = { at, call };
      this.timers.add(timer);
      setImmediate(() => this.fire());
      return () => this.timers.delete(timer);
    },
  };

  get now(): number {
    return this.at;
  }

  moveTo(at: number): void {
    this.at = at;
    this.fire();
  }

  private fire(): void {
    for (const timer of this.timers) if (timer.at <= this.at && this.timers.delete(timer)) timer.call();
  }
}
