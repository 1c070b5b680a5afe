// Those who wait in one group: one list in the order of turns, which knows every place, and beside it lines for those
// who want something else than the others.
//
// Most queues have one wish only. Its line is the list itself: whoever else waits counts there as not ready.
import type { Agent } from './agents.js';
import type { Waiting } from './conversations.js';
import { canServe, Lines, wantedBy } from './lines.js';
import { byArrival, byTurn, type Turn } from './order.js';
import { RankedList } from './ranked-list.js';
import { keyOf, type Wanted } from './wanted.js';

export class WaitingQueue {
  /** Everybody. Ready are the live of the main line. */
  private readonly all = new RankedList<Waiting, Turn>(byTurn, ({ live, line }) => live && line === 'main');
  /** Everybody again, by arrival: the head of the turns may have come late, with a higher priority. */
  private readonly arrived = new RankedList<Waiting, Turn>(byArrival);
  private main: { readonly key: string; readonly wanted: Wanted } | null = null;
  private readonly others = new Lines(byTurn);
  /** By the agent they are kept for (B6). */
  private readonly kept = new Map<string, Lines>();

  get size(): number {
    return this.all.size;
  }

  insert(waiting: Waiting): void {
    const key = keyOf(waiting);
    if (this.all.size === 0) this.main = { key, wanted: wantedBy(waiting) };
    if (waiting.keptFor !== null) waiting.line = 'kept';
    else waiting.line = key === this.main?.key ? 'main' : 'others';
    this.all.insert(waiting);
    this.arrived.insert(waiting);
    this.linesOf(waiting)?.insert(waiting);
  }

  remove(waiting: Waiting): void {
    this.all.remove(waiting);
    this.arrived.remove(waiting);
    const lines = this.linesOf(waiting);
    lines?.remove(waiting);
    if (lines?.size === 0 && waiting.keptFor !== null) this.kept.delete(waiting.keptFor.agentId);
  }

  /** Call right after the visitor was lost or came back. */
  readinessChanged(waiting: Waiting): void {
    if (waiting.line === 'main') this.all.readinessChanged(waiting);
    else this.linesOf(waiting)?.readinessChanged(waiting);
  }

  /** Who has waited longest, wherever they stand: O(1). */
  oldest(): Waiting | undefined {
    return this.arrived.first();
  }

  rankOf(turn: Turn): number {
    return this.all.rankOf(turn);
  }

  slice(rank: number, limit: number): Waiting[] {
    return this.all.slice(rank, limit);
  }

  /** The first of the live whom this agent could be given: O(lines + log n). */
  firstFor(agent: Agent): Waiting | undefined {
    const isMain = this.all.readySize > 0 && this.main !== null && canServe(agent, this.main.wanted);
    const main = isMain ? this.all.firstReady() : undefined;
    if (this.others.size === 0 && this.kept.size === 0) return main;
    const found = [main, this.others.firstFor(agent), this.kept.get(agent.agentId)?.firstFor(agent)];
    return found.filter((waiting) => waiting !== undefined).sort(byTurn)[0];
  }

  /** Those kept for this agent, in the order of their turns. */
  keptFor(agentId: string): Waiting[] {
    return (this.kept.get(agentId)?.all() ?? []).sort(byTurn);
  }

  /** The first live of each line that this agent could serve but those kept for anybody, in the order of their turns. */
  headsFor(agent: Agent): Waiting[] {
    const heads = [this.all.firstReady() ?? [], this.others.heads()].flat();
    return heads.filter((head) => canServe(agent, head)).sort(byTurn);
  }

  /** The first live of each line, kept ones too, in the order of their turns. */
  heads(): Waiting[] {
    const kept = [...this.kept.values()].flatMap((lines) => lines.heads());
    return [this.all.firstReady() ?? [], this.others.heads(), kept].flat().sort(byTurn);
  }

  private linesOf({ line, keptFor }: Waiting): Lines | undefined {
    if (line === 'main') return undefined;
    if (keptFor === null) return this.others;
    let lines = this.kept.get(keptFor.agentId);
    if (lines === undefined) this.kept.set(keptFor.agentId, (lines = new Lines(byTurn)));
    return lines;
  }
}
