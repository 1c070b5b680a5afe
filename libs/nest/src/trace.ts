// Where a piece of work belongs (W3C Trace Context): the trace that a request began or brought along, and this step of it.
// It goes with the request to other processes, with its records to their readers, and stands in every line of the log.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Journal } from '@frontdesk/journal';

export interface Trace {
  /** 32 hex digits, the same in all steps. */
  readonly traceId: string;
  /** 16 hex digits, this step. */
  readonly spanId: string;
  /** Two hex digits that whoever began it has set, passed on as they are. */
  readonly flags: string;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const SAMPLED = '01';

const storage = new AsyncLocalStorage<Trace>();

export const currentTrace = (): Trace | null => storage.getStore() ?? null;

export const traceparentOf = ({ traceId, spanId, flags }: Trace): string => `00-${traceId}-${spanId}-${flags}`;

/** 32 hex digits. Node draws UUIDs in stock, bytes one by one: that is a call into the system for every event taken in. */
const drawn = (): string => randomUUID().replaceAll('-', '');

/** The next step of the trace that is named; what names none, or wrongly, begins one. */
export function stepAfter(traceparent: unknown): Trace {
  const [, traceId, , flags] = (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || [];
  return {
    traceId: traceId ?? drawn(),
    spanId: drawn().slice(16),
    flags: flags ?? SAMPLED,
  };
}

/** Everything that `work` does, also later, belongs to the trace. */
export const inTrace = <T>(trace: Trace, work: () => T): T => storage.run(trace, work);

/** Records name the step that wrote them, so that their readers go on from it. */
export function tracedJournal<Tx>(journal: Journal<Tx>): Journal<Tx> {
  return {
    ...journal,
    append: (append) => {
      const trace = currentTrace();
      if (trace === null) return journal.append(append);
      const traceparent = traceparentOf(trace);
      const records = append.records.map((record) => ({ ...record, meta: { ...record.meta, traceparent } }));
      return journal.append({ ...append, records });
    },
  };
}
