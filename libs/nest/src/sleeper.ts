// Sleeps until something is due, looks, and sleeps again. What is due stands in rows, so whoever starts finds what was
// missed; that a sleep has an end of its own heals what another process set and did not tell.
import type { Clock } from '@frontdesk/engine';
import type { Instant } from '@frontdesk/kernel';

export interface Looking {
  /** Does what is due; answers when the next is, as far as it knows. */
  readonly look: (now: Instant) => Promise<Instant | null>;
  /** What a look that failed is told to; the next one finds the same again. */
  readonly trouble: (error: unknown) => void;
  /** Nobody sleeps longer. Absent: until it is woken. */
  readonly longestMs?: number;
  readonly afterTroubleMs: number;
}

export class Sleeper {
  private wakeAt: Instant = Infinity;
  private cancel: () => void = () => undefined;
  private looking: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly looks: Looking,
  ) {}

  /** Looks at or soon after `at`; an earlier look that is planned stays. */
  wakeBy(at: Instant): void {
    if (this.stopped || at >= this.wakeAt) return;
    this.cancel();
    this.wakeAt = at;
    this.cancel = this.clock.at(at, () => this.wake());
  }

  /** Looks now. One look at a time: whoever asks meanwhile is looked for afterwards. */
  wake(): void {
    this.again = true;
    if (!this.stopped) this.looking ??= this.lookAsAsked();
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Resolves when nobody looks any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.looking;
  }

  private async lookAsAsked(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      this.cancel();
      this.wakeAt = Infinity;
      await this.lookOnce();
    }
    this.looking = null;
  }

  private async lookOnce(): Promise<void> {
    const { look, trouble, longestMs = Infinity, afterTroubleMs } = this.looks;
    try {
      const next = await look(this.clock.now());
      this.wakeBy(Math.min(next ?? Infinity, this.clock.now() + longestMs));
    } catch (error) {
      trouble(error);
      this.wakeBy(this.clock.now() + afterTroubleMs);
    }
  }
}
