// Queues: exact places, the order of service, nobody unserved, bounded overtakes, overflow only along the chain.
import type { AgentsBook } from './agents-book.js';
import { numberOf, textOf, type Said } from './decision.js';
import type { Fate } from './fates.js';
import type { Findings } from './finding.js';
import type { GroupsBook } from './groups-book.js';
import { isPlain, type Plain } from './log-record.js';
import type { PoolLaws } from './pool-laws.js';
import { type Behind, QueuesBook, type Entering, type WaitingBook } from './queues-book.js';

export class QueueLaws {
  private readonly queues = new QueuesBook();

  constructor(
    private readonly agents: AgentsBook,
    private readonly groups: GroupsBook,
    private readonly pools: PoolLaws,
    private readonly findings: Findings,
  ) {}

  enter(data: Plain, own: Pick<Entering, 'visitorId' | 'wish' | 'live' | 'tier'>, where: string): WaitingBook {
    const { keptFor } = data;
    const { waiting, position } = this.queues.enter({
      ...own,
      ...{ conversationId: textOf(data, 'conversationId'), groupId: textOf(data, 'groupId') },
      ...{ priority: numberOf(data, 'priority'), arrivedAt: numberOf(data, 'arrivedAt') },
      keptFor: isPlain(keptFor) ? textOf(keptFor, 'agentId') : null,
    });
    this.checkPlace(data, waiting, position, where);
    return waiting;
  }

  leave(waiting: WaitingBook): void {
    this.queues.leave(waiting);
    this.forgetIfLeft(waiting.groupId);
  }

  leavePool(conversationId: string): void {
    const left = this.pools.leave(conversationId);
    if (left !== null) this.forgetIfLeft(left.groupId);
  }

  /** A removed group's rules go with the last who is there. */
  private forgetIfLeft(groupId: string): void {
    if (this.groups.of(groupId).removed && this.isEmpty(groupId)) this.groups.forget(groupId);
  }

  private isEmpty(groupId: string): boolean {
    return this.queues.isEmpty(groupId) && this.pools.isEmpty(groupId);
  }

  setLive(visitorId: string, live: boolean): readonly string[] {
    return this.queues.setLive(visitorId, live);
  }

  /** What concerns groups and places; answers the groups in which somebody may now be served. */
  take({ type, data }: Said, fateOf: (conversationId: string) => Fate | undefined, where: string): readonly string[] {
    const groupId = textOf(data, 'groupId');
    const waiting = fateOf(textOf(data, 'conversationId'))?.waiting ?? null;
    switch (type) {
      case 'group_configured':
        this.groups.configure(data);
        return [groupId];
      case 'group_removed':
        this.groups.remove(groupId, this.isEmpty(groupId));
        return [groupId];
      case 'group_hours_changed':
        this.groups.of(groupId).open = data['open'] === true;
        return [groupId];
      case 'keeping_ended':
        if (waiting !== null) waiting.keptFor = null;
        return waiting === null ? [] : [waiting.groupId];
      case 'overflowed':
        return this.overflow(data, waiting, where);
      case 'places_fixed': {
        const last = this.queues.fix(groupId, numberOf(data, 'position'));
        if (last?.conversationId !== data['upTo'])
          this.findings.add('place', where, 'fixes other places than it says', textOf(data, 'upTo'));
        return [];
      }
      case 'reprioritised': {
        if (waiting === null) return [];
        const { position, were } = this.queues.reprioritise(waiting, numberOf(data, 'priority'));
        this.checkPlace(data, waiting, position, where, were);
        return [];
      }
      default:
        return [];
    }
  }

  /** A freed slot goes to the first live one whom this agent can take. */
  checkTurn(data: Plain, waiting: WaitingBook, where: string): void {
    const agentId = textOf(data, 'agentId');
    const { conversationId, groupId } = waiting;
    // By another group it is an overflow, whose order its own events tell.
    if (groupId !== data['groupId']) return;
    const first = this.queues.firstLive(groupId, ({ wish, keptFor }) => {
      return (keptFor === null || keptFor === agentId) && this.agents.canTake(agentId, groupId, wish);
    });
    if (first === waiting || (first === undefined && waiting.live)) return;
    const text = first === undefined ? 'is not live' : `overtakes ${first.conversationId}, whose turn it is`;
    this.findings.add('order', where, text, conversationId);
  }

  /** Also those of groups that overflow to a group that was touched. */
  checkServed(touched: ReadonlySet<string>, where: string): void {
    const all = new Set([...touched].flatMap((groupId) => [groupId, ...this.groups.sourcesOf(groupId)]));
    this.pools.checkServed(all, where);
    for (const groupId of all) {
      const places = [...(this.canBeServed(groupId) ? this.queues.firsts(groupId) : [])];
      for (const waiting of places) {
        const by = this.serverOf(waiting);
        if (by === undefined) continue;
        const text = `waits in ${groupId} although an agent of ${by === groupId ? 'it' : by} is free`;
        this.findings.add('unserved', where, text, waiting.conversationId);
        return;
      }
    }
  }

  /** Most groups have nobody free, and no chain: they are not looked through. */
  private canBeServed(groupId: string): boolean {
    return this.agents.mayTake(groupId) || this.groups.of(groupId).links.length > 0;
  }

  private serverOf({ groupId, wish, keptFor, guestIn }: WaitingBook): string | undefined {
    if (keptFor !== null) return this.agents.canTake(keptFor, groupId, wish) ? groupId : undefined;
    if (this.agents.freeFor(groupId, wish) !== undefined) return groupId;
    const { links, open } = this.groups.of(groupId);
    const isManned = this.agents.isManned(groupId, wish);
    const holds: Record<string, boolean> = {
      ...{ any: true, off_duty: !open, no_agent_online: !isManned, all_full: isManned },
    };
    const targets = links.filter(({ when }) => holds[when] === true).map((link) => link.groupId);
    return [...targets, ...guestIn].find(
      (target) => this.groups.takesAnybody(target) && this.agents.freeFor(target, wish) !== undefined,
    );
  }

  private overflow(data: Plain, waiting: WaitingBook | null, where: string): readonly string[] {
    const from = textOf(data, 'fromGroupId');
    const to = textOf(data, 'toGroupId');
    const when = textOf(data, 'when');
    const isNamed = this.groups.of(from).links.some((link) => link.groupId === to);
    // The link `waited` may have left the chain while they waited.
    if (from === to || (!isNamed && when !== 'waited'))
      this.findings.add('overflow', where, `${from} does not overflow to ${to}`, textOf(data, 'conversationId'));
    if (waiting === null || when !== 'waited') return [];
    waiting.guestIn.push(to);
    return [from];
  }

  private checkPlace(data: Plain, waiting: WaitingBook, position: number, where: string, were?: Behind): void {
    const told = numberOf(data, 'position');
    if (told !== position)
      this.findings.add('place', where, `told place ${told}, is ${position}`, waiting.conversationId);
    const most = this.groups.of(waiting.groupId).maxOvertakes;
    if (most === null || waiting.tier !== Infinity) return;
    for (const each of this.queues.behind(waiting, position))
      if (were?.has(each) !== true) this.countOvertaken(each, waiting, most, where);
  }

  private countOvertaken(each: WaitingBook, by: WaitingBook, most: number, where: string): void {
    const isLater = by.arrivedAt > each.arrivedAt || (by.arrivedAt === each.arrivedAt && by.number > each.number);
    if (!isLater || each.overtakenBy.has(by.conversationId)) return;
    if (each.overtakenBy.size >= most) {
      const text = `is overtaken by ${by.conversationId}, the ${each.overtakenBy.size + 1}. time; at most ${most} are allowed`;
      this.findings.add('overtakes', where, text, each.conversationId);
    }
    each.overtakenBy.add(by.conversationId);
  }
}
