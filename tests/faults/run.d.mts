// What run.mjs offers to specs.
import type { DistributedProduct } from '../../deploy/native/distributed.mjs';

export interface FaultReport {
  readonly seed: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly overLimit: readonly string[];
  readonly other: readonly string[];
  readonly crashes: readonly string[];
  readonly remainder: number | null;
  /** Of what is decided again. */
  readonly differences: number;
  readonly compared: { readonly records: number; readonly differences: number };
  readonly arrivals: number;
  readonly acknowledged: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly diary: readonly string[];
}

export const ENV: Readonly<Record<string, string>>;

export function faultRun(options: {
  product: DistributedProduct;
  seed: number;
  calmMs: number;
  faultsMs: number;
  everyMs?: number;
  quietMs?: number;
  wanted?: { faults: number; ofEachKind: number; acknowledged: number; arrivals: number };
  say?: (line: string) => void;
}): Promise<FaultReport>;
