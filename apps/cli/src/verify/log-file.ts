// An exported log as a log to read. Where each record stands in the file is remembered, not what it says: a log may be
// larger than memory.
import type { LaneId, StoredRecord } from '@frontdesk/journal';
import { laneKey } from '@frontdesk/journal';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { LaneReader, LogSource } from '../database/log-source.js';
import { usage } from '../terminal/exit.js';

export interface LogFile extends LogSource {
  /** As they stand there, whatever they are: the checker reads without trust. */
  readonly lines: () => AsyncIterable<string>;
  readonly close: () => void;
}

interface Line {
  readonly text: string;
  readonly at: number;
  readonly bytes: number;
}

interface Entry extends Omit<Line, 'text'> {
  readonly seq: number;
}

const CHUNK = 1 << 20;
const NEWLINE = 10;

/** @throws CliError when there is no such file, or no record in it */
export async function openLogFile(path: string): Promise<LogFile> {
  const file = open(path);
  try {
    const lanes = await laneEntries(path);
    if (lanes.size === 0)
      throw usage(`${path} holds no record of a log; npm run -s frontdesk -- events export --out ${path} writes one.`);
    const reader = readerOn(file, lanes);
    const ends = [...lanes.values()].map(({ lane, entries }) => ({ lane, seq: entries.at(-1)?.seq ?? 0 }));
    return {
      readers: new Map(ends.map(({ lane }) => [lane.service, reader])),
      ends: () => Promise.resolve(ends),
      lines: () => textsOf(path),
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function open(path: string): number {
  try {
    const file = openSync(path, 'r');
    // A folder can be opened, and only then not be read.
    readSync(file, Buffer.alloc(1));
    return file;
  } catch (error) {
    throw usage(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface LaneEntries {
  readonly lane: LaneId;
  readonly entries: Entry[];
}

async function laneEntries(path: string): Promise<ReadonlyMap<string, LaneEntries>> {
  const lanes = new Map<string, LaneEntries>();
  for await (const { text, at, bytes } of linesOf(path)) {
    const record = recordIn(text);
    if (record === null) continue;
    const name = laneKey(record.lane);
    const entries: Entry[] = lanes.get(name)?.entries ?? [];
    entries.push({ seq: record.seq, at, bytes });
    lanes.set(name, { lane: record.lane, entries });
  }
  for (const { entries } of lanes.values()) entries.sort((a, b) => a.seq - b.seq);
  return lanes;
}

/** What is no record is left to the checker, which names the line. */
function recordIn(text: string): StoredRecord | null {
  try {
    const record = JSON.parse(text) as Partial<StoredRecord> | null;
    const { service, topic, partition } = record?.lane ?? {};
    const isPlaced = typeof service === 'string' && typeof topic === 'string' && Number.isSafeInteger(partition);
    const isRecord =
      Number.isSafeInteger(record?.seq) && typeof record?.type === 'string' && typeof record.body === 'string';
    return isPlaced && isRecord ? (record as StoredRecord) : null;
  } catch {
    return null;
  }
}

/** Without snapshots: an export holds none. */
function readerOn(file: number, lanes: ReadonlyMap<string, LaneEntries>): LaneReader {
  const recordAt = ({ at, bytes }: Entry): StoredRecord => {
    const text = Buffer.alloc(bytes);
    readSync(file, text, 0, bytes, at);
    return JSON.parse(text.toString('utf8')) as StoredRecord;
  };
  return {
    read: (lane, after, limit) => {
      const entries = lanes.get(laneKey(lane))?.entries ?? [];
      const first = firstBeyond(entries, after);
      return Promise.resolve(entries.slice(first, first + limit).map(recordAt));
    },
    loadSnapshot: () => Promise.resolve(null),
  };
}

function firstBeyond(entries: readonly Entry[], after: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry).seq > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

async function* textsOf(path: string): AsyncGenerator<string> {
  for await (const { text } of linesOf(path)) yield text;
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, from)) {
      yield { text: rest.toString('utf8', from, end), at: at + from, bytes: end - from };
      from = end + 1;
    }
    at += from;
    rest = rest.subarray(from);
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), at, bytes: rest.length };
}
