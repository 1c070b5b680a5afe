// One line of an exported log, read without trust.

export interface LogRecord {
  readonly lane: { readonly service: string; readonly topic: string; readonly partition: number };
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly workspace: string;
  readonly type: string;
  readonly stream: string | null;
  readonly streamVersion: number | null;
  readonly at: number;
  readonly meta: unknown;
  readonly body: string;
  readonly epoch: number | null;
  readonly hash: string | null;
}

export type Plain = Readonly<Record<string, unknown>>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const laneOf = ({ lane }: Pick<LogRecord, 'lane'>): string => `${lane.service}/${lane.topic}/${lane.partition}`;

export const whereOf = (record: Pick<LogRecord, 'lane' | 'seq'>): string => `${laneOf(record)}/${record.seq}`;

/** The record, or what is wrong with the line. */
export function readLine(line: string): LogRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'the line is no JSON';
  }
  if (!isPlain(value) || !isPlain(value['lane'])) return 'the line is no record: it names no lane';
  const { service, topic, partition } = value['lane'];
  if (typeof service !== 'string' || typeof topic !== 'string' || !isCount(partition)) return 'its lane is no lane';
  if (!isCount(value['seq']) || value['seq'] === 0) return 'its seq is no number from 1 on';
  for (const name of ['id', 'key', 'workspace', 'type', 'body']) {
    if (typeof value[name] !== 'string') return `its ${name} is no text`;
  }
  for (const name of ['stream', 'hash']) {
    if (value[name] !== null && typeof value[name] !== 'string') return `its ${name} is neither text nor null`;
  }
  for (const name of ['streamVersion', 'epoch']) {
    if (value[name] !== null && !isCount(value[name])) return `its ${name} is neither a number nor null`;
  }
  if (!Number.isSafeInteger(value['at'])) return 'its instant is no integer';
  return value as unknown as LogRecord;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
