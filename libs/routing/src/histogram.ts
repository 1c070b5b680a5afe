// A histogram of ratios in 64ths: eight buckets to an octave, so a bucket is never wider than an eighth of its value.

export interface Histogram {
  total: number;
  readonly counts: Map<number, number>;
}

export const RATIO_ONE = 64;
const GREATEST = 2 ** 20;

export function bucketOf(ratio: number): number {
  const value = Math.min(GREATEST, Math.max(0, ratio));
  if (value < 8) return value;
  const octave = 31 - Math.clz32(value);
  return 8 + (octave - 3) * 8 + ((value >> (octave - 3)) & 7);
}

/** The value below which this share of a hundred lies, between the edges of its bucket. */
export function quantileOf({ total, counts }: Histogram, percent: number): number {
  const target = Math.ceil((total * percent) / 100);
  let passed = 0;
  for (const [bucket, count] of [...counts].sort(([a], [b]) => a - b)) {
    if (passed + count < target) {
      passed += count;
      continue;
    }
    const from = edgeOf(bucket);
    return from + Math.floor(((edgeOf(bucket + 1) - from) * (target - passed)) / count);
  }
  return GREATEST;
}

function edgeOf(bucket: number): number {
  if (bucket < 8) return bucket;
  const octave = 3 + ((bucket - 8) >> 3);
  return (8 + ((bucket - 8) & 7)) << (octave - 3);
}
