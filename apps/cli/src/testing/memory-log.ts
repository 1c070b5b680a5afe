// A log in memory to live a day on, and one that was read from a file: both read like a database.
import { createMemoryJournal, laneKey, MemoryStore, type Journal, type StoredRecord } from '@frontdesk/journal';
import { TOPICS } from '@frontdesk/contracts';
import type { LaneEnd, LaneReader, LogSource } from '../database/log-source.js';
import { SERVICES } from './live-a-day.js';

export interface MemoryLog extends LogSource {
  readonly journals: ReadonlyMap<string, Journal<never>>;
}

export function memoryLog(): MemoryLog {
  const store = new MemoryStore();
  const journals = new Map<string, Journal<never>>(
    SERVICES.map((service) => [service, createMemoryJournal({ service, store, clock: { now: () => 0 } })]),
  );
  const ends = async (): Promise<LaneEnd[]> => {
    const found: LaneEnd[] = [];
    for (const [service, journal] of journals) {
      for (const topic of Object.keys(TOPICS)) {
        for (const [name, seq] of await journal.heads(topic)) {
          found.push({ lane: { service, topic, partition: Number(name.split('/')[2]) }, seq });
        }
      }
    }
    return found;
  };
  return { journals, readers: journals, ends };
}

/** Without snapshots: an export holds none. */
export function fileLog(lines: Iterable<string>): LogSource {
  const lanes = new Map<string, StoredRecord[]>();
  for (const line of lines) {
    const record = JSON.parse(line) as StoredRecord;
    const lane = lanes.get(laneKey(record.lane)) ?? [];
    lanes.set(laneKey(record.lane), [...lane, record]);
  }
  const reader: LaneReader = {
    read: (lane, after, limit) =>
      Promise.resolve((lanes.get(laneKey(lane)) ?? []).filter(({ seq }) => seq > after).slice(0, limit)),
    loadSnapshot: () => Promise.resolve(null),
  };
  const ends = [...lanes.values()].map((records): LaneEnd => {
    const last = records.at(-1) as StoredRecord;
    return { lane: last.lane, seq: last.seq };
  });
  return { readers: new Map(SERVICES.map((service) => [service, reader])), ends: () => Promise.resolve(ends) };
}
