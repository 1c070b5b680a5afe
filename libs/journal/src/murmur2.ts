// Which partition a key belongs to: Kafka's own hash, so that any Kafka client computes the same number.
import { PARTITIONS } from './port.js';

const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** Kafka's murmur2 (32 bit, signed) over the key's UTF-8 bytes. O(length). */
export function murmur2(text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  const tail = bytes.length & ~3;
  let h = SEED ^ bytes.length;
  for (let at = 0; at < tail; at += 4) {
    let k = Math.imul(bytes.readInt32LE(at), M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  const left = bytes.length - tail;
  if (left >= 3) h ^= bytes.readUInt8(tail + 2) << 16;
  if (left >= 2) h ^= bytes.readUInt8(tail + 1) << 8;
  if (left >= 1) h = Math.imul(h ^ bytes.readUInt8(tail), M);
  h = Math.imul(h ^ (h >>> 13), M);
  return (h ^ (h >>> 15)) | 0;
}

/** The partition of a key. Fixed for ever: records already written stand where this put them. */
export function partitionOf(key: string): number {
  return (murmur2(key) & 0x7fffffff) % PARTITIONS;
}
