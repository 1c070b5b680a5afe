// One workspace's decisions, folded anew: capacity, owners, outcomes, order, and nobody unserved at every prefix.
import { AgentsBook } from './agents-book.js';
import { numberOf, textOf, type Decision, type Said } from './decision.js';
import { Fates, type Fate } from './fates.js';
import type { Findings } from './finding.js';
import { GroupsBook } from './groups-book.js';
import type { LedgerSummary } from './ledger.js';
import type { Plain } from './log-record.js';
import { PoolLaws } from './pool-laws.js';
import { QueueLaws } from './queue-laws.js';
import { ServiceLaws } from './service-laws.js';
import { NO_WISH, numbersIn, weightIn, wishOf, type Wish } from './wish.js';

/** Told of what conversation.events must agree with. */
export interface DecisionEars {
  arrived(workspace: string, conversationId: string): void;
  assigned(workspace: string, conversationId: string, data: Plain): void;
}

export class DomainLaws {
  readonly fates: Fates;
  private readonly agents = new AgentsBook();
  private readonly groups = new GroupsBook();
  private readonly connected = new Set<string>();
  private readonly pools: PoolLaws;
  private readonly queues: QueueLaws;
  private readonly service: ServiceLaws;
  private at = 0;
  /** Groups in which the decision at hand may have made a pair. */
  private touched = new Set<string>();

  constructor(
    private readonly workspace: string,
    private readonly findings: Findings,
    private readonly ears: DecisionEars,
  ) {
    this.fates = new Fates(findings);
    this.pools = new PoolLaws(this.agents, this.groups, findings);
    this.queues = new QueueLaws(this.agents, this.groups, this.pools, findings);
    this.service = new ServiceLaws(this.agents, this.pools, findings);
  }

  decide({ kind, input, events }: Decision, where: string, at: number): void {
    this.at = at;
    this.touched = new Set();
    const asked = input.type === 'conversation_requested' ? textOf(input.data, 'conversationId') : null;
    let answered = asked !== null && this.fates.of(asked) !== undefined;
    for (const event of events) {
      const about = Fates.concerns(event) ? textOf(event.data, 'conversationId') : null;
      if (about !== null && about === asked) answered = true;
      else if (about !== null && this.fates.of(about) === undefined && isArrival(event))
        this.findings.add('arrival', where, `${event.type} without a request`, about);
      if (about !== null && about === asked && this.fates.of(about) === undefined)
        this.pools.checkPlace(event, requestedWish(input.data), where);
      this.take(event, where);
    }
    if (events.some(({ type }) => type === 'mode_configured')) this.pools.checkMoved(this.fates.entries(), where);
    if (asked !== null) this.ears.arrived(this.workspace, asked);
    if (asked !== null && !answered) {
      this.fates.ledger.arrived();
      this.fates.ledger.suspect(asked);
      const text = kind === 'faulted' ? 'its request broke the rules and was set aside' : 'its request has no outcome';
      this.findings.add('arrival', where, text, asked);
    }
    this.queues.checkServed(this.touched, where);
  }

  summary(): LedgerSummary {
    return this.fates.summary(this.workspace);
  }

  private take(event: Said, where: string): void {
    if (Fates.concerns(event)) return this.takeFate(event, where);
    const { type, data } = event;
    switch (type) {
      case 'agent_configured': {
        const groups = Array.isArray(data['groupIds']) ? data['groupIds'].map(String) : [];
        const skills = numbersIn(data['skills']);
        const weights = numbersIn(data['weights']);
        const changes = { limit: numberOf(data, 'limit'), groups, skills, weights };
        return this.touch(this.agents.change(textOf(data, 'agentId'), changes));
      }
      case 'agent_removed':
        return this.touch(
          this.agents.change(textOf(data, 'agentId'), { limit: 0, groups: [], skills: {}, weights: {} }),
        );
      case 'agent_status_changed':
        return this.touch(this.agents.change(textOf(data, 'agentId'), { status: textOf(data, 'status') }));
      case 'ramp_elapsed':
        return this.touch(this.agents.change(textOf(data, 'agentId'), { ramped: false }));
      case 'mode_configured':
        return this.touch(this.pools.configure(data));
      case 'strategy_configured':
        return this.service.configure(data);
      case 'visitor_connected':
      case 'visitor_lost':
        return this.takeVisitor(textOf(data, 'visitorId'), type === 'visitor_connected');
      case 'wrap_up_started':
        return this.touch(this.service.beginWrapUp(data, where));
      case 'wrap_up_ended':
        return this.touch(this.service.endWrapUp(data, where));
      default:
        return this.touch(this.queues.take(event, (conversationId) => this.fates.of(conversationId), where));
    }
  }

  private takeVisitor(visitorId: string, isConnected: boolean): void {
    if (isConnected) this.connected.add(visitorId);
    else this.connected.delete(visitorId);
    this.fates.setLive(visitorId, isConnected);
    this.touch(this.queues.setLive(visitorId, isConnected));
  }

  private takeFate(event: Said, where: string): void {
    const { type, data } = event;
    const conversationId = textOf(data, 'conversationId');
    this.fates.follow(event, where);
    const before = this.fates.of(conversationId);
    if (type === 'offer_ended') this.service.offerEnded(data, before, where);
    if (type === 'transferred') this.checkOwner(conversationId, textOf(data, 'fromAgentId'), where);
    if ((type === 'requeued' || type === 'pooled') && typeof data['fromAgentId'] === 'string')
      this.checkOwner(conversationId, data['fromAgentId'], where);
    if (type === 'released') this.checkOwner(conversationId, textOf(data, 'agentId'), where);
    if (type === 'assigned' && data['cause'] === 'freed' && before?.waiting)
      this.queues.checkTurn(data, before.waiting, where);
    if (before !== undefined) this.touch(this.service.giveBack(before));
    if (before?.waiting) this.queues.leave(before.waiting);
    if (before?.state === 'pooled') this.queues.leavePool(conversationId);
    if (before !== undefined) this.pools.checkPlace(event, wishOf(data, before.wish), where);
    const fate = this.fateAfter(event, before, where);
    if (fate === null) return this.fates.end(conversationId, event);
    this.fates.set(conversationId, fate);
    if (type === 'assigned') this.ears.assigned(this.workspace, conversationId, data);
  }

  /** Null: it is over. */
  private fateAfter({ type, data }: Said, before: Fate | undefined, where: string): Fate | null {
    const visitorId = textOf(data, 'visitorId') || (before?.visitorId ?? '');
    const wish = wishOf(data, before?.wish ?? NO_WISH);
    const live = before === undefined ? true : before.live;
    const left = before?.waiting ?? null;
    const tier = left === null ? (before?.tier ?? null) : { groupId: left.groupId, tier: left.tier };
    const visited = left === null || type !== 'requeued' ? [] : (before?.visited ?? []);
    const kept = {
      visitorId,
      wish,
      live,
      tier,
      visited,
      waiting: null,
      // Opened again it goes on: what was decided before its end still counts.
      assigned: (before ?? this.fates.endOf(textOf(data, 'conversationId')))?.assigned ?? [],
      holder: null,
    };
    switch (type) {
      case 'queued':
      case 'requeued':
        return this.enqueue({ ...kept, live: live ?? this.connected.has(visitorId) }, data, before, where);
      case 'pooled':
        return this.enterPool(kept, data);
      case 'offered':
        this.service.offered(data, where);
        return { ...kept, state: 'offered', ...this.given(data, textOf(data, 'agentId'), kept, where) };
      case 'offer_ended': {
        const isOut = data['how'] === 'rejected' || data['how'] === 'timed_out';
        const excluded = isOut ? [...wish.excluded, textOf(data, 'agentId')] : wish.excluded;
        return { ...kept, state: 'between', wish: { ...wish, excluded } };
      }
      case 'assigned':
      case 'transferred': {
        const agentId = textOf(data, type === 'assigned' ? 'agentId' : 'toAgentId');
        const given = this.given(data, agentId, kept, where);
        return { ...kept, state: 'assigned', ...given, live: null, assigned: [...kept.assigned, { ...data, agentId }] };
      }
      case 'submission_offered':
        return { ...kept, state: 'submission_offered', live: live ?? true, wish: NO_WISH, tier: null };
      default:
        return null;
    }
  }

  private given(data: Plain, agentId: string, { wish, tier }: Pick<Fate, 'wish' | 'tier'>, where: string) {
    this.touch(this.service.give(data, agentId, wish, where, this.at));
    const isHere = tier !== null && tier.groupId === data['groupId'];
    const offerId = typeof data['offerId'] === 'string' ? data['offerId'] : null;
    return { holder: { agentId, weight: weightIn(data), offerId }, tier: isHere ? tier : null };
  }

  private enqueue(kept: Omit<Fate, 'state'>, data: Plain, before: Fate | undefined, where: string): Fate {
    const groupId = textOf(data, 'groupId');
    const isHere = data['cause'] !== undefined && kept.tier?.groupId === groupId;
    const tier = isHere ? (kept.tier?.tier ?? Infinity) : Infinity;
    const waiting = this.queues.enter(
      data,
      { visitorId: kept.visitorId, wish: kept.wish, live: kept.live ?? true, tier },
      where,
    );
    this.touch([groupId]);
    const from = data['cause'] === 'overflow' ? [before?.waiting?.groupId ?? ''] : [];
    const visited = [...kept.visited, ...from];
    if (from.length > 0 && kept.visited.includes(groupId))
      this.findings.add('overflow', where, `goes back to ${groupId}`, waiting.conversationId);
    return { ...kept, state: 'waiting', waiting, visited, tier: null };
  }

  /** No place, and whoever is named as excluded there is all who are. */
  private enterPool(kept: Omit<Fate, 'state'>, data: Plain): Fate {
    const groupId = textOf(data, 'groupId');
    const wish = data['excludedAgentIds'] === undefined ? { ...kept.wish, excluded: [] } : kept.wish;
    this.pools.enter(textOf(data, 'conversationId'), groupId, wish);
    this.touch([groupId]);
    return { ...kept, wish, state: 'pooled', tier: null, live: kept.live ?? this.connected.has(kept.visitorId) };
  }

  private checkOwner(conversationId: string, agentId: string, where: string): void {
    const owner = this.fates.of(conversationId)?.holder?.agentId ?? '';
    if (owner !== '' && owner !== agentId)
      this.findings.add('owner', where, `gives a slot of ${agentId} back, but ${owner} has it`, conversationId);
  }

  private touch(groupIds: readonly string[]): void {
    for (const groupId of groupIds) this.touched.add(groupId);
  }
}

/** Events that can be a conversation's first; a refusal after an offer carries no reason. */
const isArrival = ({ type, data }: Said): boolean =>
  type === 'queued' ||
  type === 'pooled' ||
  type === 'offered' ||
  type === 'submission_offered' ||
  (type === 'refused' && data['reason'] !== null);

/** As much of a request as tells its mode. */
const requestedWish = ({ channel, mode }: Plain): Wish => ({
  ...NO_WISH,
  ...(typeof channel === 'string' && { channel }),
  ...(typeof mode === 'string' && { mode }),
});
