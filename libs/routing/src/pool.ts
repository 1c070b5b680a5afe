// Those of one group whom nobody has in the asynchronous mode (I1): one list in the order in which they are given out,
// and a line for each different wish, so that one whom nobody suits delays nobody behind it (D5).
import type { Agent } from './agents.js';
import type { Pooled } from './conversations.js';
import { canServe, wantedBy } from './lines.js';
import { RankedList } from './ranked-list.js';
import type { PoolRules } from './settings.js';
import { keyOf, type Wanted } from './wanted.js';

/** As much of a pooled one as its order looks at. */
export type PoolTurn = Pick<Pooled, 'priority' | 'arrivedAt' | 'seq' | 'wroteAt'>;

type Order = (a: PoolTurn, b: PoolTurn) => number;

const byArrival: Order = (a, b) => a.arrivedAt - b.arrivedAt || a.seq - b.seq;

/** Total: no two share a number. Who wrote last is the likeliest to be still there. */
const ORDERS: Readonly<Record<PoolRules['order'], Order>> = {
  oldest: byArrival,
  priority: (a, b) => b.priority - a.priority || byArrival(a, b),
  last_message: (a, b) => b.wroteAt - a.wroteAt || byArrival(a, b),
};

export const poolOrder = ({ order }: PoolRules): Order => ORDERS[order];

interface Line {
  readonly wanted: Wanted;
  readonly places: RankedList<Pooled, PoolTurn>;
}

export class Pool {
  private readonly all: RankedList<Pooled, PoolTurn>;
  private readonly byKey = new Map<string, Line>();

  constructor(private readonly order: Order) {
    this.all = new RankedList(order);
  }

  get size(): number {
    return this.all.size;
  }

  insert(pooled: Pooled): void {
    this.all.insert(pooled);
    const key = lineOf(pooled);
    let line = this.byKey.get(key);
    if (line === undefined) {
      line = { wanted: wantedBy(pooled), places: new RankedList(this.order) };
      this.byKey.set(key, line);
    }
    line.places.insert(pooled);
  }

  remove(pooled: Pooled): void {
    this.all.remove(pooled);
    const key = lineOf(pooled);
    const places = this.byKey.get(key)?.places;
    places?.remove(pooled);
    if (places?.size === 0) this.byKey.delete(key);
  }

  slice(rank: number, limit: number): Pooled[] {
    return this.all.slice(rank, limit);
  }

  /** The first of each line whose agent this could be, `mayHave` permitting, in their order. O(lines). */
  headsFor(agent: Agent, mayHave: (wanted: Wanted) => boolean): Pooled[] {
    const lines = [...this.byKey.values()].filter(({ wanted }) => canServe(agent, wanted) && mayHave(wanted));
    return lines.flatMap(({ places }) => places.first() ?? []).sort(this.order);
  }

  /** The first of each line, in their order. */
  heads(): Pooled[] {
    return [...this.byKey.values()].flatMap(({ places }) => places.first() ?? []).sort(this.order);
  }
}

/** Whoever is there by a rule's mode may be for agents whom the others are not for. */
const lineOf = (pooled: Pooled): string => `${pooled.terms?.mode ?? ''} ${keyOf(pooled)}`;
