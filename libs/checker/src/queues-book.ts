// Who waits, per group in the order of their turn: higher priority, then earlier arrival, then who came first.

export interface WaitingBook {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly priority: number;
  readonly arrivedAt: number;
  /** The how-manieth to enter any queue of the workspace. */
  readonly number: number;
  /** False while the visitor's connection is gone: keeps the place, is passed over. */
  live: boolean;
}

export class QueuesBook {
  private readonly groups = new Map<string, WaitingBook[]>();
  private readonly byVisitor = new Map<string, Set<WaitingBook>>();
  private entered = 0;

  /** Answers the place, from 1. */
  enter(place: Omit<WaitingBook, 'number' | 'live'>): { readonly waiting: WaitingBook; readonly position: number } {
    const waiting = { ...place, number: ++this.entered, live: true };
    const queue = this.groups.get(waiting.groupId) ?? [];
    this.groups.set(waiting.groupId, queue);
    const at = placeIn(queue, waiting);
    queue.splice(at, 0, waiting);
    const others = this.byVisitor.get(waiting.visitorId) ?? new Set();
    this.byVisitor.set(waiting.visitorId, others.add(waiting));
    return { waiting, position: at + 1 };
  }

  leave(waiting: WaitingBook): void {
    const queue = this.groups.get(waiting.groupId) ?? [];
    queue.splice(placeIn(queue, waiting), 1);
    if (queue.length === 0) this.groups.delete(waiting.groupId);
    const others = this.byVisitor.get(waiting.visitorId);
    others?.delete(waiting);
    if (others?.size === 0) this.byVisitor.delete(waiting.visitorId);
  }

  /** Answers the groups in which the visitor waits. */
  setLive(visitorId: string, live: boolean): string[] {
    const places = [...(this.byVisitor.get(visitorId) ?? [])];
    for (const waiting of places) waiting.live = live;
    return places.map(({ groupId }) => groupId);
  }

  firstLive(groupId: string): WaitingBook | undefined {
    return this.groups.get(groupId)?.find(({ live }) => live);
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
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.arrivedAt !== b.arrivedAt ? a.arrivedAt < b.arrivedAt : a.number < b.number;
}
