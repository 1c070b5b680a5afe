// What the forecast of a group rests on (E4).
import type { Histogram } from './histogram.js';

export interface ServiceBook {
  /** Slot time of finished conversations: how many, and all together. Halved at times, so that the new weighs more. */
  count: number;
  totalMs: number;
  /** By class of places: ratios of real to expected waits. */
  readonly ratios: Map<number, Histogram>;
}

export function newServiceBook(): ServiceBook {
  return { count: 0, totalMs: 0, ratios: new Map() };
}
