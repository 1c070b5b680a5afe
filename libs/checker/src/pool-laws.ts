// Modes and pools: who belongs where, that the asynchronous mode knows no queue and no submission, and that nobody stays in
// a pool whom an agent could take.
import type { AgentsBook } from './agents-book.js';
import { textOf, type Said } from './decision.js';
import type { Fate } from './fates.js';
import type { Findings } from './finding.js';
import type { GroupsBook } from './groups-book.js';
import { isPlain, type Plain } from './log-record.js';
import { keyOf, type Wish } from './wish.js';

interface PooledBook {
  readonly groupId: string;
  readonly wish: Wish;
}

export class PoolLaws {
  /** Null: nobody ever said, and everything is real-time. */
  private rules: Plain | null = null;
  private readonly pooled = new Map<string, PooledBook>();

  constructor(
    private readonly agents: AgentsBook,
    private readonly groups: GroupsBook,
    private readonly findings: Findings,
  ) {}

  /** Answers the groups in which somebody may now be served. */
  configure(rules: Plain): readonly string[] {
    this.rules = rules;
    return [...new Set([...this.pooled.values()].map(({ groupId }) => groupId))];
  }

  isAsync(groupId: string, { mode, channel }: Wish): boolean {
    const { rules } = this;
    const own = (name: string, id: string): unknown => {
      const modes = rules?.[name];
      return isPlain(modes) && Object.hasOwn(modes, id) ? modes[id] : undefined;
    };
    const said = mode ?? own('channels', channel ?? '') ?? own('groups', groupId) ?? rules?.['mode'];
    return said === 'asynchronous';
  }

  /** Also for agents who are not online. */
  isForAll(groupId: string, wish: Wish): boolean {
    const pool = this.rules?.['pool'];
    return isPlain(pool) && pool['among'] === 'all' && this.isAsync(groupId, wish);
  }

  enter(conversationId: string, groupId: string, wish: Wish): void {
    this.pooled.set(conversationId, { groupId, wish });
  }

  leave(conversationId: string): PooledBook | null {
    const left = this.pooled.get(conversationId) ?? null;
    this.pooled.delete(conversationId);
    return left;
  }

  isEmpty(groupId: string): boolean {
    return ![...this.pooled.values()].some((each) => each.groupId === groupId);
  }

  /** @param wish what it asks for; of an arrival that was turned away its request tells */
  checkPlace({ type, data }: Said, wish: Wish, where: string): void {
    const isPool = type === 'pooled';
    if (!isPool && !['queued', 'requeued', 'submission_offered'].includes(type)) return;
    const isAsync = this.isAsync(textOf(data, 'groupId'), wish);
    if (isAsync === isPool) return;
    const text = isPool ? 'is pooled in the real-time mode' : `${type} in the asynchronous mode`;
    this.findings.add('mode', where, text, textOf(data, 'conversationId'));
  }

  /** After a switch: nobody is left where the new mode has nobody. Who is away may stay in the pool. */
  checkMoved(fates: Iterable<readonly [string, Fate]>, where: string): void {
    for (const [conversationId, { state, waiting, wish, live }] of fates) {
      const pooled = this.pooled.get(conversationId);
      const isStranded =
        (waiting !== null && this.isAsync(waiting.groupId, wish)) ||
        (state === 'pooled' && pooled !== undefined && live !== false && !this.isAsync(pooled.groupId, wish));
      if (isStranded) this.findings.add('mode', where, `is still ${state} after the switch`, conversationId);
    }
  }

  /** One of each wish in each of these groups. */
  checkServed(groupIds: ReadonlySet<string>, where: string): void {
    const seen = new Set<string>();
    for (const [conversationId, { groupId, wish }] of this.pooled) {
      const key = `${groupId} ${keyOf(wish)}`;
      if (!groupIds.has(groupId) || seen.has(key)) continue;
      seen.add(key);
      const by = this.serverOf(groupId, wish);
      if (by === undefined) continue;
      const text = `is in the pool of ${groupId} although an agent of ${by === groupId ? 'it' : by} is free`;
      return this.findings.add('unserved', where, text, conversationId);
    }
  }

  private serverOf(groupId: string, wish: Wish): string | undefined {
    const { links, open } = this.groups.of(groupId);
    const isFree = (id: string): boolean => this.agents.anyFor(id, wish, this.isForAll(id, wish));
    if (open && isFree(groupId)) return groupId;
    const isManned = this.agents.isManned(groupId, wish);
    const holds: Record<string, boolean> = {
      ...{ any: true, off_duty: !open, no_agent_online: !isManned, all_full: isManned },
    };
    const targets = links.filter(({ when }) => holds[when] === true).map((link) => link.groupId);
    return targets.find((target) => this.groups.takesAnybody(target) && isFree(target));
  }
}
