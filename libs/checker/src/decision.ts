// What a decision record says, as far as the laws ask. Described here anew: the product's own types would be its word.
import { isPlain, type LogRecord, type Plain } from './log-record.js';

export interface Said {
  readonly type: string;
  readonly data: Plain;
}

export interface Source {
  readonly lane: string;
  readonly seq: number;
}

export interface Decision {
  readonly kind: 'decided' | 'faulted';
  readonly input: Said;
  /** Null: the driver's own, such as a timer. */
  readonly source: Source | null;
  readonly events: readonly Said[];
}

/** Null for records of the lane that decide nothing; a text says why it cannot be read. */
export function readDecision(record: LogRecord): Decision | null | string {
  const kind = record.type === 'assignment.decided' ? 'decided' : 'faulted';
  if (kind === 'faulted' && record.type !== 'assignment.faulted') return null;
  let body: unknown;
  try {
    body = JSON.parse(record.body);
  } catch {
    return 'its body is no JSON';
  }
  if (!isPlain(body)) return 'its body is no object';
  const events = kind === 'decided' ? body['events'] : [];
  if (!isSaid(body['input'])) return 'it carries no input';
  if (!Array.isArray(events) || !events.every(isSaid)) return 'its events are no events';
  return { kind, input: body['input'], source: readSource(body['source']), events };
}

function readSource(source: unknown): Source | null {
  if (!isPlain(source)) return null;
  const { service, topic, partition, seq } = source;
  return { lane: `${String(service)}/${String(topic)}/${String(partition)}`, seq: Number(seq) };
}

const isSaid = (value: unknown): value is Said =>
  isPlain(value) && typeof value['type'] === 'string' && isPlain(value['data']);

export const textOf = (data: Plain, name: string): string => {
  const value = data[name];
  return typeof value === 'string' ? value : '';
};

export const numberOf = (data: Plain, name: string): number => {
  const value = data[name];
  return typeof value === 'number' ? value : Number.NaN;
};
