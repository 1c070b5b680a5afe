// The one judgement of all adapters: what an append comes to, given the heads it met. Pure; the adapter reads the heads
// under its locks, asks for each append of the group in turn, and writes what was accepted.
import { AssertionFailed, present } from '@frontdesk/kernel';
import { chainHash } from './chain.js';
import { Fenced, type AppendAnswer, type OwnedHead } from './port.js';
import { positionKey, type AppendWork, type Draft, type OwnedWork } from './prepare.js';
import { laneKey, type LaneId, type LaneKey, type StoredRecord } from './record.js';

export type LaneHead = Omit<OwnedHead, 'silentMs'>;

/** The heads that a group meets; `accept` moves them on, so that the next append of the group sees its predecessors. */
export interface Heads {
  readonly lanes: Map<LaneKey, LaneHead>;
  readonly versions: Map<string, number>;
  readonly positions: Map<string, number>;
}

export const EMPTY_HEAD: LaneHead = { epoch: 0, seq: 0, hash: null, at: 0 };

export type Verdict =
  { readonly accepted: readonly StoredRecord[] } | { readonly answer: AppendAnswer } | { readonly error: Error };

/** Changes nothing: what is accepted counts only after `accept`. O(records + streams + positions). */
export function judge(heads: Heads, work: AppendWork | OwnedWork): Verdict {
  return work.kind === 'append' ? judgeAppend(heads, work) : judgeOwned(heads, work);
}

export function accept(heads: Heads, work: AppendWork | OwnedWork, records: readonly StoredRecord[]): void {
  const lasts = new Map<LaneId, StoredRecord>();
  records.forEach((record, i) => {
    lasts.set(record.lane, record);
    const stream = work.kind === 'append' ? (work.streamKeys[i] ?? null) : null;
    if (stream !== null && record.streamVersion !== null) heads.versions.set(stream, record.streamVersion);
  });
  for (const [lane, { seq, hash, at }] of lasts) {
    const name = laneKey(lane);
    heads.lanes.set(name, { epoch: headOf(heads, name).epoch, seq, hash, at });
  }
  for (const position of work.positions) heads.positions.set(positionKey(position), position.seq);
}

const headOf = (heads: Heads, lane: LaneKey): LaneHead => present(heads.lanes.get(lane), `head of ${lane}`);

const taken = (heads: Heads, work: AppendWork | OwnedWork): boolean =>
  work.positions.some((position) => position.seq <= (heads.positions.get(positionKey(position)) ?? 0));

function judgeAppend(heads: Heads, work: AppendWork): Verdict {
  if (taken(heads, work)) return { answer: { outcome: 'duplicate' } };
  for (const [name, { stream, expected }] of work.streams) {
    const version = heads.versions.get(name) ?? 0;
    if (expected !== null && expected !== version) return { answer: { outcome: 'conflict', stream, version } };
  }
  for (const name of work.lanes.keys()) {
    // A record without a hash would break the chain for ever.
    if (headOf(heads, name).epoch > 0) return { error: new AssertionFailed(`${name} is owned: appendOwned writes it`) };
  }
  // By the lane itself: an append's records of one lane share it, and its name needn't be spelt for each.
  const seqs = new Map<LaneId, number>();
  const versions = new Map<string, number>();
  const accepted = work.drafts.map((draft, i): StoredRecord => {
    const { lane } = draft;
    const seq = (seqs.get(lane) ?? headOf(heads, laneKey(lane)).seq) + 1;
    seqs.set(lane, seq);
    const stream = work.streamKeys[i] ?? null;
    if (stream === null) return placed(draft, seq, null);
    const streamVersion = (versions.get(stream) ?? heads.versions.get(stream) ?? 0) + 1;
    versions.set(stream, streamVersion);
    return placed(draft, seq, streamVersion);
  });
  return { accepted };
}

/** Spelt out: of all that happens to a record this copy was the slowest by far as a spread. */
function placed(draft: Draft, seq: number, streamVersion: number | null): StoredRecord {
  const { lane, id, key, workspace, type, stream, at, meta, body, epoch, hash } = draft;
  return { lane, seq, id, key, workspace, type, stream, streamVersion, at, meta, body, epoch, hash };
}

function judgeOwned(heads: Heads, work: OwnedWork): Verdict {
  const { lane, epoch, records } = work;
  const name = laneKey(lane);
  const head = headOf(heads, name);
  if (epoch !== head.epoch || epoch === 0) {
    return { error: new Fenced(`${name} is in epoch ${head.epoch}, this owner's is ${epoch}`) };
  }
  if (taken(heads, work)) return { error: new AssertionFailed(`an input of ${name} was already taken in`) };
  let { seq, hash } = head;
  const accepted: StoredRecord[] = [];
  for (const record of records) {
    if (record.seq !== ++seq) return { error: new AssertionFailed(`${name} goes on with ${seq}, not ${record.seq}`) };
    hash = chainHash(hash, lane, { ...record, epoch });
    if (record.hash !== hash) return { error: new AssertionFailed(`${name} ${seq} doesn't continue the chain`) };
    accepted.push({ ...record, lane, stream: null, streamVersion: null, epoch });
  }
  return { accepted };
}
