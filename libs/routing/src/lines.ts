// Those who wait, in a line for each different wish. An agent looks at the heads of the lines they can serve, so that a
// head whom they cannot serve never delays those behind it (D5, P19).
import { hasRoom, weightOf, type Agent } from './agents.js';
import type { Waiting } from './conversations.js';
import type { Turn } from './order.js';
import { hasSkills, keyOf, type Wanted } from './wanted.js';
import { RankedList } from './ranked-list.js';

type Order = (a: Turn, b: Turn) => number;

interface Line {
  readonly wanted: Wanted;
  readonly places: RankedList<Waiting, Turn>;
}

export class Lines {
  size = 0;
  private readonly byKey = new Map<string, Line>();

  constructor(private readonly order: Order) {}

  insert(waiting: Waiting): void {
    const key = keyOf(waiting);
    let line = this.byKey.get(key);
    if (line === undefined) {
      const wanted = wantedBy(waiting);
      this.byKey.set(key, (line = { wanted, places: new RankedList(this.order, ({ live }) => live) }));
    }
    line.places.insert(waiting);
    this.size++;
  }

  remove(waiting: Waiting): void {
    const key = keyOf(waiting);
    const line = this.byKey.get(key);
    if (line === undefined) return;
    line.places.remove(waiting);
    this.size--;
    if (line.places.size === 0) this.byKey.delete(key);
  }

  readinessChanged(waiting: Waiting): void {
    this.byKey.get(keyOf(waiting))?.places.readinessChanged(waiting);
  }

  /** The first of the live whom this agent could be given: O(lines). */
  firstFor(agent: Agent): Waiting | undefined {
    let best: Waiting | undefined;
    for (const { wanted, places } of this.byKey.values()) {
      if (canServe(agent, wanted)) best = this.earlier(best, places.firstReady());
    }
    return best;
  }

  /** Everybody, line by line. */
  all(): Waiting[] {
    return [...this.byKey.values()].flatMap(({ places }) => places.slice(0, places.size));
  }

  /** The first of the live of each line. */
  heads(): Waiting[] {
    return [...this.byKey.values()].flatMap(({ places }) => places.firstReady() ?? []);
  }

  private earlier(a: Waiting | undefined, b: Waiting | undefined): Waiting | undefined {
    if (a === undefined || b === undefined) return a ?? b;
    return this.order(a, b) <= 0 ? a : b;
  }
}

/** Of its own, so that a line does not keep a conversation alive. */
export const wantedBy = ({ terms, excludedAgentIds }: Wanted): Wanted => ({ terms, excludedAgentIds });

/** Whatever else keeps an online agent from it. */
export function canServe(agent: Agent, wanted: Wanted): boolean {
  if (agent.profile === null || !hasSkills(agent.profile, wanted)) return false;
  return hasRoom(agent, weightOf(agent, wanted)) && !wanted.excludedAgentIds.includes(agent.agentId);
}
