// The chain of an owned lane: each record's hash covers its predecessor's, so that no record can be changed, dropped or
// put in later without every hash after it changing too.
import { createHash } from 'node:crypto';
import { canonical } from '@frontdesk/kernel';
import { laneKey, type LaneId, type StoredRecord } from './record.js';

export type ChainedFields = Pick<StoredRecord, 'seq' | 'id' | 'key' | 'workspace' | 'type' | 'at' | 'meta' | 'body'> & {
  readonly epoch: number;
};

/**
 * SHA-256 (hex) over the UTF-8 bytes of the canonical JSON object
 * `{at, body, epoch, id, key, lane, meta, prev, seq, type, workspace}`; `lane` is `service/topic/partition`, `body` the
 * stored text as one string, `prev` the predecessor's hash or null. A stranger can recompute it from an export alone.
 */
export function chainHash(prevHash: string | null, lane: LaneId, fields: ChainedFields): string {
  const { at, body, epoch, id, key, meta, seq, type, workspace } = fields;
  const covered = { at, body, epoch, id, key, lane: laneKey(lane), meta, prev: prevHash, seq, type, workspace };
  return createHash('sha256').update(canonical(covered), 'utf8').digest('hex');
}

/** The seq of the first record whose hash doesn't continue the chain from `prevHash`, or null when all do. O(bytes). */
export function firstBrokenLink(prevHash: string | null, records: Iterable<StoredRecord>): number | null {
  let prev = prevHash;
  for (const record of records) {
    const { epoch, hash } = record;
    if (epoch === null || hash === null || hash !== chainHash(prev, record.lane, { ...record, epoch }))
      return record.seq;
    prev = hash;
  }
  return null;
}
