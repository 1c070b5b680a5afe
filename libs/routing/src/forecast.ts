// The wait forecast (E4), from the log's own service times and the slots that are online, in integers and bounded state.
//
// With s slots that are each free again after m on average, the k-th who waits has k·m/s to expect. How far real waits
// stray from that is learnt from the waits themselves: each one that ends with an agent adds its ratio to the expectation
// to a histogram of its class of places (1, 2, 3–4, 5–8 …). A quantile of the ratio times the expectation is the
// forecast. For the same state one more slot makes the expectation, and with it every quantile, shorter or equal.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { Held, Waiting } from './conversations.js';
import type { Group } from './groups.js';
import { bucketOf, quantileOf, RATIO_ONE, type Histogram } from './histogram.js';
import { groupIn, type Routing } from './state.js';
import { newServiceBook } from './service-book.js';

export interface Forecast {
  readonly p50Ms: DurationMs;
  readonly p90Ms: DurationMs;
}

const SERVICES_KEPT = 256;
const RATIOS_KEPT = 1_024;
/** Below this many waits of a class, what theory says of departures at random is nearer to the truth. */
const ENOUGH = 60;
const LONGEST_MS = 2 ** 31;
const CLASSES = 8;

/** Quantiles of Gamma(k)/k, in 64ths, for the middle of each class. */
const THEORY: readonly (readonly [p50: number, p90: number])[] = [
  [44, 147],
  [54, 124],
  [58, 111],
  [61, 98],
  [62, 89],
  [63, 81],
  [64, 76],
  [64, 72],
];

/** What stands to reason for somebody at this place; 0: nothing is known, or nobody is online. */
export function expectedWait(state: Routing, group: Group, position: number): DurationMs {
  return state.strategy.detailed === true ? expectedOn(group, position, slotsOf(group)) : 0;
}

/** Null: nobody is online, or nothing was ever served. O(profiles). `moreSlots`: as if so many more were online. */
export function forecastAt(group: Group, position: number, moreSlots = 0): Forecast | null {
  const expected = expectedOn(group, position, slotsOf(group) + moreSlots);
  if (expected === 0 || group.service === null) return null;
  const theory = THEORY[classOf(position)] ?? ([64, 72] as const);
  const learnt = group.service.ratios.get(classOf(position));
  const isEnough = learnt !== undefined && learnt.total >= ENOUGH;
  const [p50, p90] = isEnough ? [quantileOf(learnt, 50), quantileOf(learnt, 90)] : theory;
  return { p50Ms: scaled(expected, p50), p90Ms: scaled(expected, p90) };
}

/** A conversation is over: so long its slot was held. */
export function learnService(state: Routing, held: Held, at: Instant): void {
  if (held.since === 0) return;
  const group = groupIn(state, held.groupId);
  const service = (group.service ??= newServiceBook());
  service.count++;
  service.totalMs += Math.max(0, at - held.since) * held.weight;
  if (service.count < SERVICES_KEPT) return;
  service.count = Math.floor(service.count / 2);
  service.totalMs = Math.floor(service.totalMs / 2);
}

/** A wait has ended with an agent. */
export function learnWait(state: Routing, waiting: Waiting, at: Instant): void {
  if (waiting.expectedMs === 0) return;
  const { service } = groupIn(state, waiting.groupId);
  if (service === null) return;
  const ratio = Math.floor(((at - waiting.arrivedAt) * RATIO_ONE) / waiting.expectedMs);
  const place = classOf(waiting.placeAtFirst);
  let histogram = service.ratios.get(place);
  if (histogram === undefined) service.ratios.set(place, (histogram = { total: 0, counts: new Map() }));
  histogram.counts.set(bucketOf(ratio), (histogram.counts.get(bucketOf(ratio)) ?? 0) + 1);
  histogram.total++;
  if (histogram.total >= RATIOS_KEPT) halve(histogram);
}

export function slotsOf({ profiles }: Group): number {
  let slots = 0;
  for (const profile of profiles) slots += profile.slots;
  return slots;
}

function expectedOn({ service }: Group, position: number, slots: number): DurationMs {
  if (service === null || service.count === 0 || slots <= 0) return 0;
  const mean = Math.max(1, Math.floor(service.totalMs / service.count));
  return Math.max(1, Math.min(LONGEST_MS, Math.floor((position * mean) / slots)));
}

function scaled(expected: DurationMs, ratio: number): DurationMs {
  return Math.floor((expected * ratio) / RATIO_ONE);
}

/** 1, 2, 3–4, 5–8 … */
function classOf(position: number): number {
  return position <= 1 ? 0 : Math.min(CLASSES - 1, 32 - Math.clz32(position - 1));
}

function halve(histogram: Histogram): void {
  histogram.total = 0;
  for (const [bucket, count] of histogram.counts) {
    const half = Math.floor(count / 2);
    if (half === 0) histogram.counts.delete(bucket);
    else histogram.counts.set(bucket, half);
    histogram.total += half;
  }
}
