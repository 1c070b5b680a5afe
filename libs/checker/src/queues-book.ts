// Who waits, per group in the order of their turn: places that were fixed, then higher priority, then earlier arrival,
// then who came first. And how often each was overtaken by those who arrived later.
import { keyOf, type Wish } from './wish.js';

export interface WaitingBook {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  priority: number;
  readonly arrivedAt: number;
  /** The how-manieth to enter any queue of the workspace. */
  readonly number: number;
  /** False while the visitor's connection is gone: keeps the place, is passed over. */
  live: boolean;
  readonly wish: Wish;
  /** Infinity: its place is not fixed. */
  tier: number;
  /** The agent it is kept for. */
  keptFor: string | null;
  /** Groups that serve it too because it waited. */
  readonly guestIn: string[];
  /** Who came to stand before it, and arrived later. */
  overtakenBy: Set<string>;
}

/** Those who stood behind somebody before a move: they are not overtaken by it. */
export type Behind = ReadonlySet<WaitingBook>;

export type Entering = Omit<WaitingBook, 'number' | 'guestIn' | 'overtakenBy'>;

export class QueuesBook {
  private readonly groups = new Map<string, WaitingBook[]>();
  private readonly byVisitor = new Map<string, Set<WaitingBook>>();
  private entered = 0;
  private fixings = 0;

  /** Answers the place, from 1. */
  enter(place: Entering): { readonly waiting: WaitingBook; readonly position: number } {
    const waiting = { ...place, number: ++this.entered, guestIn: [], overtakenBy: new Set<string>() };
    const others = this.byVisitor.get(waiting.visitorId) ?? new Set();
    this.byVisitor.set(waiting.visitorId, others.add(waiting));
    return { waiting, position: this.insert(waiting) };
  }

  leave(waiting: WaitingBook): void {
    this.take(waiting);
    const others = this.byVisitor.get(waiting.visitorId);
    others?.delete(waiting);
    if (others?.size === 0) this.byVisitor.delete(waiting.visitorId);
  }

  /** Answers the new place, and who stood behind the old one. Whoever is moved by hand is counted anew. */
  reprioritise(waiting: WaitingBook, priority: number): { readonly position: number; readonly were: Behind } {
    const were = new Set(this.behind(waiting, (this.groups.get(waiting.groupId) ?? []).indexOf(waiting) + 1));
    this.take(waiting);
    waiting.priority = priority;
    waiting.overtakenBy = new Set();
    return { position: this.insert(waiting), were };
  }

  /** All up to this place keep their order from now on; answers who stands there. */
  fix(groupId: string, position: number): WaitingBook | undefined {
    const tier = ++this.fixings;
    const fixed = (this.groups.get(groupId) ?? []).slice(0, position);
    for (const waiting of fixed) if (waiting.tier === Infinity) waiting.tier = tier;
    return fixed.at(-1);
  }

  /** Answers the groups in which the visitor waits. */
  setLive(visitorId: string, live: boolean): string[] {
    const places = [...(this.byVisitor.get(visitorId) ?? [])];
    for (const waiting of places) waiting.live = live;
    return places.map(({ groupId }) => groupId);
  }

  behind(waiting: WaitingBook, position: number): readonly WaitingBook[] {
    return (this.groups.get(waiting.groupId) ?? []).slice(position);
  }

  isEmpty(groupId: string): boolean {
    return (this.groups.get(groupId) ?? []).length === 0;
  }

  /** The first live one for whom this holds. */
  firstLive(groupId: string, holds: (waiting: WaitingBook) => boolean = () => true): WaitingBook | undefined {
    return this.groups.get(groupId)?.find((waiting) => waiting.live && holds(waiting));
  }

  /** The first live one of each wish, and each that is kept for somebody or has another group for it. */
  *firsts(groupId: string): IterableIterator<WaitingBook> {
    const seen = new Set<string>();
    for (const waiting of this.groups.get(groupId) ?? []) {
      if (!waiting.live) continue;
      const key = `${keyOf(waiting.wish)} ${waiting.keptFor ?? ''} ${waiting.guestIn.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield waiting;
    }
  }

  private insert(waiting: WaitingBook): number {
    const queue = this.groups.get(waiting.groupId) ?? [];
    this.groups.set(waiting.groupId, queue);
    const at = placeIn(queue, waiting);
    queue.splice(at, 0, waiting);
    return at + 1;
  }

  private take(waiting: WaitingBook): void {
    const queue = this.groups.get(waiting.groupId) ?? [];
    queue.splice(placeIn(queue, waiting), 1);
    if (queue.length === 0) this.groups.delete(waiting.groupId);
  }
}

/** Where it stands, or would stand. O(log n). */
function placeIn(queue: readonly WaitingBook[], waiting: WaitingBook): number {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(queue[middle] as WaitingBook, waiting)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function before(a: WaitingBook, b: WaitingBook): boolean {
  if (a.tier !== b.tier) return a.tier < b.tier;
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.arrivedAt !== b.arrivedAt ? a.arrivedAt < b.arrivedAt : a.number < b.number;
}
