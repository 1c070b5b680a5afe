// What processes cry out. Trouble with the network is expected here; what says that the product itself is at a loss is
// a violation, whatever the state looks like.
import { Fenced, OutcomeUnknown, Unavailable } from '@frontdesk/journal';
import { Violation } from './laws/violation.js';
import type { Trace } from './trace.js';

const NEVER = /halted|gap|broke the rules|goes on|failed/;

export class Alarms {
  private first: Violation | null = null;

  constructor(private readonly trace: Trace) {}

  hear(message: string, detail: unknown): void {
    const error = (detail as { readonly error?: unknown }).error;
    const text = error instanceof Error ? `${message} (${error.name}: ${error.message})` : message;
    this.trace.note(`! ${text}`);
    const expected = [Unavailable, OutcomeUnknown, Fenced].some((kind) => error instanceof kind);
    if (NEVER.test(message) || (error instanceof Error && !expected))
      this.first ??= new Violation('alarm', `${text} ${JSON.stringify(detail)}`);
  }

  /** @throws Violation for the first cry that must never be heard */
  look(): void {
    if (this.first !== null) throw this.first;
  }
}
