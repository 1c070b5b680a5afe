// A slow second opinion: keeps books from the events alone, in plain lists, and says what a decision broke.
import type { Instant } from '@frontdesk/kernel';
import type { Assigned, Queued, RoutingEvent } from '../event.js';
import type { Candidate } from '../reason.js';
import type { OfferedToAgent, PlaceInPool, Requeued } from '../later-event.js';
import type { RoutingInput } from '../input.js';
import type { Strategy } from '../settings.js';
import * as books from './books.js';
import type { AgentBook, GroupBook, WaitingBook, Wish } from './books.js';
import { ModeBook } from './mode-book.js';

const TERMINAL = ['refused', 'abandoned', 'timed_out', 'converted', 'closed_by_staff'];
const FROM_QUEUE = ['assigned', 'offered', 'requeued', 'pooled', 'submission_offered', ...TERMINAL];
/** By a message at closing time. */
const AT_CLOSING = ['queued', 'requeued'];
const AFTER: Readonly<Record<string, readonly string[]>> = {
  new: ['assigned', 'queued', 'pooled', 'offered', 'submission_offered', 'refused'],
  queued: FROM_QUEUE.filter((type) => type !== 'refused'),
  requeued: FROM_QUEUE.filter((type) => type !== 'refused'),
  pooled: ['assigned', 'offered', 'requeued', 'pooled', 'abandoned', 'timed_out', 'closed_by_staff'],
  offered: ['offer_ended'],
  offer_ended: FROM_QUEUE,
  submission_offered: ['refused', 'timed_out', 'converted', 'closed_by_staff', 'assigned', 'requeued', 'pooled'],
  assigned: ['released', 'requeued', 'pooled', 'submission_offered', 'transferred'],
  transferred: ['released', 'requeued', 'pooled', 'submission_offered', 'transferred'],
};
/** By name, whoever they are: excluded, without the skill, of another group. */
const BY_STAFF = ['pull', 'assigned_by_staff', 'offer_accepted'];

interface TalkBook extends Wish {
  readonly visitorId: string;
  live: boolean | null;
  readonly state: string;
  readonly agentId: string | null;
  readonly weight: number;
  readonly offerId: string | null;
}

export class Ledger {
  readonly waiting: WaitingBook[] = [];
  readonly broken: string[] = [];
  strategy: Strategy = { settingsVersion: 0, method: 'saturation', directReturnMs: 0 };
  readonly modes = new ModeBook();
  readonly agents = new Map<string, AgentBook>();
  private readonly groups = new Map<string, GroupBook>();
  private readonly talks = new Map<string, TalkBook>();
  private readonly offersEnded = new Set<string>();
  /** By number: they stood in the queue when the hours ended. */
  private readonly sentHome = new Set<number>();
  private readonly connected = new Set<string>();
  /** Of those who left a queue: the place that was fixed there. */
  private readonly tiers = new Map<string, { groupId: string; tier: number }>();
  private entered = 0;
  /** When who has just left a pool wrote last. */
  private wrote: Instant | null = null;
  private fixings = 0;
  private now: Instant = 0;

  record(event: RoutingEvent, at: Instant): void {
    this.now = at;
    if (event.type === 'assigned' && event.data.cause === 'freed') this.checkTurn(event.data);
    this.recordFate(event);
    switch (event.type) {
      case 'agent_configured':
        this.agent(event.data.agentId).rules = event.data;
        return;
      case 'agent_removed':
        this.agent(event.data.agentId).rules = null;
        return;
      case 'agent_status_changed': {
        const agent = this.agent(event.data.agentId);
        if (event.data.status === 'online') agent.idleSince = at;
        agent.status = event.data.status;
        return;
      }
      case 'ramp_elapsed':
        this.agent(event.data.agentId).ramped = false;
        return;
      case 'strategy_configured':
        this.strategy = event.data;
        return;
      case 'mode_configured':
        this.modes.rules = event.data;
        return;
      case 'group_configured':
        Object.assign(this.group(event.data.groupId), { rules: event.data, removed: false });
        return;
      case 'group_removed':
        Object.assign(this.group(event.data.groupId), { removed: true, open: true });
        return this.forgetRules();
      case 'group_hours_changed':
        return this.recordHours(event.data);
      case 'visitor_connected':
      case 'visitor_lost':
        return this.recordVisitor(event.data.visitorId, event.type === 'visitor_connected');
      default:
        return this.recordConversation(event, at);
    }
  }

  /** Those who stand in the queue when the hours end are owed a word in that very decision (H3). */
  private recordHours({ groupId, open }: Extract<RoutingEvent, { type: 'group_hours_changed' }>['data']): void {
    const group = this.group(groupId);
    if (group.open && !open && group.rules?.closing !== undefined)
      for (const { number } of this.queue(groupId)) this.sentHome.add(number);
    group.open = open;
  }

  /** Between decisions: nobody live waits for an eligible agent (D3), of their group or of one it overflows to (B5). */
  check(): void {
    for (const each of this.waiting) {
      const free = !each.live ? undefined : this.reached(each);
      this.expect(free === undefined, `no live visitor waits for an eligible agent (${free})`, each);
      this.expect(!this.sentHome.has(each.number), 'nobody stays when the hours have ended', each);
      this.expect(!this.modes.isAsync(each.groupId, each), 'nobody waits in a queue of the asynchronous mode', each);
    }
    this.sentHome.clear();
    for (const [conversationId, each] of this.modes.pooled) {
      const free = this.reachedFromPool(each);
      this.expect(free === undefined, `nobody is in a pool for whom an agent is eligible (${free})`, conversationId);
      const isAway = this.talks.get(conversationId)?.live === false;
      const isAsync = this.modes.isAsync(each.groupId, each);
      this.expect(isAsync || isAway, 'only who is away stays in the pool of the former mode', conversationId);
    }
  }

  /** What an arrival asked for stands in its input alone where it was turned away (G1b). */
  checkArrival(input: RoutingInput, events: readonly RoutingEvent[]): void {
    if (input.type !== 'conversation_requested') return;
    const { groupId, channel, mode, blocked, conversationId } = input.data;
    const terms = { channel, priority: 0, ...(mode !== undefined && { mode }) };
    const { rules, removed } = this.group(groupId);
    if (blocked === true || !this.modes.isAsync(groupId, { terms }) || rules === null || removed) return;
    const mine = events.filter(({ data }) => 'conversationId' in data && data.conversationId === conversationId);
    for (const { type } of mine) {
      this.expect(
        !['queued', 'submission_offered', 'refused'].includes(type),
        `${type} in the asynchronous mode`,
        input,
      );
    }
  }

  positionOf(conversationId: string): number {
    const me = this.waiting.find((each) => each.conversationId === conversationId) as WaitingBook;
    return this.queue(me.groupId).indexOf(me) + 1;
  }

  loadOf(agentId: string): number {
    return this.agents.get(agentId)?.load ?? 0;
  }

  private recordVisitor(visitorId: string, isConnected: boolean): void {
    if (isConnected) this.connected.add(visitorId);
    else this.connected.delete(visitorId);
    for (const each of this.waiting) if (each.visitorId === visitorId) each.live = isConnected;
    for (const each of this.talks.values())
      if (each.visitorId === visitorId && each.live !== null) each.live = isConnected;
  }

  private recordConversation(event: RoutingEvent, at: Instant): void {
    switch (event.type) {
      case 'queued':
      case 'requeued':
        return this.recordPlace(event.data);
      case 'pooled':
        return this.recordPooled(event.data);
      case 'visitor_wrote': {
        const pooled = this.modes.pooled.get(event.data.conversationId);
        this.expect(pooled !== undefined, 'only in a pool messages count', event);
        if (pooled !== undefined) pooled.wroteAt = at;
        return;
      }
      case 'assigned':
      case 'offered':
        return this.recordGiven(event.data, at);
      case 'reprioritised': {
        const waiting = this.waiting.find((each) => each.conversationId === event.data.conversationId);
        if (waiting === undefined) return;
        const behind = new Set(this.queue(waiting.groupId).slice(this.positionOf(waiting.conversationId)));
        waiting.priority = event.data.priority;
        waiting.overtakenBy = new Set();
        this.expect(event.data.position === this.positionOf(waiting.conversationId), 'the position is exact', event);
        // Those who stood behind already (they came back there) lose nothing by it.
        return this.countOvertaken(waiting, behind);
      }
      case 'places_fixed': {
        const tier = ++this.fixings;
        const fixed = this.queue(event.data.groupId).slice(0, event.data.position);
        this.expect(fixed.at(-1)?.conversationId === event.data.upTo, 'the fixed are who is said', event);
        for (const each of fixed) if (each.tier === Infinity) each.tier = tier;
        return;
      }
      case 'keeping_ended':
        for (const each of this.waiting) if (each.conversationId === event.data.conversationId) each.keptFor = null;
        return;
      case 'overflowed':
        for (const each of this.waiting) {
          const isIt = each.conversationId === event.data.conversationId && event.data.when === 'waited';
          if (isIt) each.guestIn.push(event.data.toGroupId);
        }
        return;
      case 'wrap_up_started':
        this.agent(event.data.agentId).wrapUps.set(event.data.conversationId, event.data.weight ?? 1);
        return this.load(event.data.agentId, event.data.weight ?? 1, at);
      case 'wrap_up_ended': {
        const { wrapUps } = this.agent(event.data.agentId);
        this.load(event.data.agentId, -(wrapUps.get(event.data.conversationId) ?? Infinity), at);
        wrapUps.delete(event.data.conversationId);
        return;
      }
      default:
    }
  }

  /** What it was, what it may become, and whose slot that gives back. */
  private recordFate(event: RoutingEvent): void {
    if (!isFate(event)) return;
    const { conversationId } = event.data;
    const talk = this.talks.get(conversationId);
    const before = talk?.state ?? 'new';
    const closing = 'closing' in event.data && event.data.closing === true;
    const follows = (AFTER[before] ?? []).includes(event.type) || (closing && AT_CLOSING.includes(before));
    this.expect(follows, `${event.type} cannot follow ${before}`, event);
    if (closing) this.checkClosing(event);
    if (event.type === 'timed_out') {
      this.expect((event.data.pooled === true) === (before === 'pooled'), 'it tells whence it timed out', event);
    }
    const wasPooled = this.modes.pooled.get(conversationId);
    this.modes.pooled.delete(conversationId);
    this.wrote = wasPooled?.wroteAt ?? null;
    if (event.type === 'submission_offered' && talk !== undefined) {
      this.expect(!this.modes.isAsync(event.data.groupId, talk), 'no submission in the asynchronous mode', event);
    }
    if (event.type === 'offer_ended') {
      this.expect(!this.offersEnded.has(event.data.offerId), 'an offer ends once', event);
      this.expect(event.data.offerId === talk?.offerId, 'the offer that ends is the one that is open', event);
      this.offersEnded.add(event.data.offerId);
    }
    if (talk?.agentId != null) this.load(talk.agentId, -talk.weight, null);
    const index = this.waiting.findIndex((each) => each.conversationId === conversationId);
    const [left] = index < 0 ? [] : this.waiting.splice(index, 1);
    this.forgetRules();
    if (left !== undefined) this.tiers.set(conversationId, { groupId: left.groupId, tier: left.tier });
    const fixed = this.tiers.get(conversationId);
    if (fixed !== undefined && 'groupId' in event.data && event.data.groupId !== fixed.groupId) {
      this.tiers.delete(conversationId);
    }
    // A pool has no places: who comes back from it stands behind all that were fixed meanwhile.
    if (AFTER[event.type] === undefined || event.type === 'pooled') this.tiers.delete(conversationId);
    if (AFTER[event.type] === undefined) this.talks.delete(conversationId);
    else this.talks.set(conversationId, { ...talkOf(event, talk), ...this.visitorOf(event, talk) });
    const next = this.talks.get(conversationId);
    if (event.type !== 'transferred' || next?.agentId == null) return;
    this.take(next.agentId, next.weight, event, null, !this.modes.isForAll(event.data.groupId, next));
    this.countGiven(this.agent(next.agentId), this.now);
  }

  private checkClosing({ type, data }: Fate): void {
    const { open, rules } = this.group('groupId' in data ? data.groupId : '');
    const asked = rules?.closing === 'submission' ? 'submission_offered' : 'refused';
    this.expect(!open && rules?.closing !== undefined && type === asked, 'closing time is as configured', data);
  }

  private recordPooled(event: PlaceInPool): void {
    const { conversationId, groupId, priority, arrivedAt } = event;
    const { terms, excludedAgentIds } = this.talks.get(conversationId) as TalkBook;
    this.expect(this.modes.isAsync(groupId, { terms }), 'only the asynchronous mode has a pool', event);
    const number = ++this.entered;
    const place = { groupId, priority, arrivedAt, number, wroteAt: this.wrote ?? arrivedAt, terms, excludedAgentIds };
    this.modes.pooled.set(conversationId, place);
  }

  /** Of a removed group in which nobody waits any more. */
  private forgetRules(): void {
    for (const group of this.groups.values()) {
      const there = [...this.waiting, ...this.modes.pooled.values()];
      const isEmpty = !there.some(({ groupId }) => groupId === group.groupId);
      if (group.removed && isEmpty) group.rules = null;
    }
  }

  /** Null while an agent has it: then only the connection tells. */
  private visitorOf({ type, data }: Fate, before: TalkBook | undefined): Pick<TalkBook, 'visitorId' | 'live'> {
    const visitorId = 'visitorId' in data ? data.visitorId : (before?.visitorId ?? '');
    if (type === 'assigned' || type === 'transferred') return { visitorId, live: null };
    if (before === undefined) return { visitorId, live: true };
    const isPlace = type === 'requeued' || type === 'pooled';
    return { visitorId, live: before.live ?? (!isPlace || this.connected.has(visitorId)) };
  }

  private recordPlace(event: Queued | Requeued): void {
    const { conversationId, visitorId, groupId, priority, arrivedAt } = event;
    const back = 'cause' in event;
    const tier = back ? (this.tiers.get(conversationId)?.tier ?? Infinity) : Infinity;
    const wish = this.talks.get(conversationId) as TalkBook;
    const place = {
      conversationId,
      visitorId,
      groupId,
      priority,
      arrivedAt,
      tier,
      live: wish.live ?? true,
      number: ++this.entered,
    };
    const keptFor = 'keptFor' in event ? (event.keptFor?.agentId ?? null) : null;
    const waiting: WaitingBook = {
      ...{ ...place, keptFor, guestIn: [], overtakenBy: new Set<string>() },
      ...{ terms: wish.terms, excludedAgentIds: wish.excludedAgentIds },
    };
    this.waiting.push(waiting);
    this.expect(event.position === this.positionOf(conversationId), 'the position is exact', event);
    this.countOvertaken(waiting);
  }

  private countOvertaken(by: WaitingBook, except: ReadonlySet<WaitingBook> = new Set()): void {
    const most = this.group(by.groupId).rules?.queue.maxOvertakes;
    // Whoever comes back to a place that was fixed overtakes nobody: it was theirs.
    if (most === undefined || by.tier !== Infinity) return;
    for (const each of this.queue(by.groupId).slice(this.positionOf(by.conversationId))) {
      const later = by.arrivedAt > each.arrivedAt || (by.arrivedAt === each.arrivedAt && by.number > each.number);
      if (!later || except.has(each) || each.overtakenBy.has(by.conversationId)) continue;
      this.expect(each.overtakenBy.size < most, 'nobody is overtaken too often', [by.conversationId, each]);
      each.overtakenBy.add(by.conversationId);
    }
  }

  /** Whoever is served stands before all others of their group whom this agent could have served (P16, P17). */
  private checkTurn(event: Assigned): void {
    const me = this.waiting.find((each) => each.conversationId === event.conversationId);
    const agent = this.agent(event.agentId);
    const ready = this.queue(event.groupId).filter(
      (each) => each.live && each.keptFor === null && books.isEligible(agent, event.groupId, each, false),
    );
    this.expect(me === undefined || ready[0] === me, 'nobody is overtaken', event);
  }

  private recordGiven(event: Assigned | OfferedToAgent, at: Instant): void {
    const agent = this.agent(event.agentId);
    this.believe(event.reason.candidates);
    const group = this.group(event.groupId);
    const wish = this.talks.get(event.conversationId) as TalkBook;
    const order = books.choiceOrder(this.strategy, group);
    const eligible = [...this.agents.values()]
      .filter((each) => books.isEligible(each, event.groupId, wish, this.modes.isForAll(event.groupId, wish)))
      .sort(order);
    const isNamed = event.reason.tieBreak === 'named';
    const seen = isNamed ? [agent, ...eligible.filter((each) => each !== agent)] : eligible;
    const told = event.reason.candidates.map(({ agentId }) => agentId);
    const best = seen.slice(0, 6).map(({ agentId }) => agentId);
    this.expect(
      told.join() === best.join() && told[0] === event.agentId,
      `the record tells the choice, not ${best.join()}`,
      event,
    );
    if (!BY_STAFF.includes(event.cause)) this.expect(eligible.includes(agent), 'whoever gets it is eligible', event);
    const isThere = 'offerId' in event || !this.modes.isForAll(event.groupId, wish);
    this.take(event.agentId, wish.weight, event, at, isThere);
    if (event.cause !== 'offer_accepted') this.countGiven(agent, at);
    if (this.strategy.method === 'round_robin' && !isNamed) {
      group.turn = { order: agent.rules?.order ?? 0, agentId: agent.agentId };
    }
  }

  /** Whoever was removed while they were away has no past in the engine: of them the record is believed. */
  private believe(candidates: readonly Candidate[]): void {
    for (const { agentId, idleSince } of candidates) {
      const agent = this.agent(agentId);
      if (agent.status !== 'online') agent.idleSince = idleSince;
    }
  }

  private take(agentId: string, weight: number, event: unknown, at: Instant | null, isThere: boolean): void {
    const agent = this.agent(agentId);
    const fits = agent.load + weight <= books.limitOf(agent) && books.limitOf(agent) > 0;
    this.expect((agent.status === 'online' || !isThere) && fits, 'load stays within the limit', event);
    this.load(agentId, weight, at);
  }

  private countGiven(agent: AgentBook, at: Instant): void {
    const most = this.strategy.rampPerMinute;
    if (most === undefined) return;
    agent.given = [...agent.given, at].slice(-most);
    if (agent.given.length >= most && at - (agent.given[0] as Instant) < books.RAMP_MS) agent.ramped = true;
  }

  private load(agentId: string, by: number, at: Instant | null): void {
    const agent = this.agent(agentId);
    agent.load += by;
    agent.idleSince = at ?? this.now;
    this.expect(agent.load >= 0, 'load is never negative', agentId);
  }

  private reached(waiting: WaitingBook): string | undefined {
    const isFree = (groupId: string) => (agent: AgentBook) => books.isEligible(agent, groupId, waiting, false);
    const agents = [...this.agents.values()];
    const own = agents.filter(isFree(waiting.groupId));
    if (waiting.keptFor !== null) return own.find(({ agentId }) => agentId === waiting.keptFor)?.agentId;
    const { rules, open } = this.group(waiting.groupId);
    const isManned = agents.some((agent) => books.isThere(agent, waiting.groupId, waiting));
    const holds = { any: true, off_duty: !open, no_agent_online: !isManned, all_full: isManned, waited: false };
    const links = (rules?.overflow ?? []).filter(({ when }) => holds[when]).map(({ groupId }) => groupId);
    const targets = [...links, ...waiting.guestIn].filter((id) => {
      const target = this.group(id);
      return target.rules !== null && !target.removed && target.open;
    });
    return [...own, ...targets.flatMap((id) => agents.filter(isFree(id)))][0]?.agentId;
  }

  /** As for a place in a queue, but only a group on duty serves its pool, and a wait leads nowhere else. */
  private reachedFromPool(pooled: Wish & { readonly groupId: string }): string | undefined {
    const agents = [...this.agents.values()];
    const isFree = (id: string) => (agent: AgentBook) =>
      books.isEligible(agent, id, pooled, this.modes.isForAll(id, pooled));
    const { rules, open } = this.group(pooled.groupId);
    const isManned = agents.some((agent) => books.isThere(agent, pooled.groupId, pooled));
    const holds = { any: true, off_duty: !open, no_agent_online: !isManned, all_full: isManned, waited: false };
    const links = (rules?.overflow ?? []).filter(({ when }) => holds[when]).map(({ groupId }) => groupId);
    const targets = links.filter((id) => {
      const target = this.group(id);
      return target.rules !== null && !target.removed && target.open;
    });
    const asked = open ? [pooled.groupId, ...targets] : targets;
    return asked.flatMap((id) => agents.filter(isFree(id)))[0]?.agentId;
  }

  private queue(groupId: string): WaitingBook[] {
    return this.waiting.filter((each) => each.groupId === groupId).sort(books.queueOrder);
  }

  private agent(agentId: string): AgentBook {
    let agent = this.agents.get(agentId);
    if (agent === undefined) {
      const idle = { rules: null, status: 'offline' as const, load: 0, idleSince: 0, given: [], ramped: false };
      this.agents.set(agentId, (agent = { agentId, ...idle, wrapUps: new Map() }));
    }
    return agent;
  }

  private group(groupId: string): GroupBook {
    let group = this.groups.get(groupId);
    if (group === undefined) {
      this.groups.set(groupId, (group = { groupId, rules: null, removed: false, open: true, turn: null }));
    }
    return group;
  }

  private expect(condition: boolean, law: string, where: unknown): void {
    if (!condition) this.broken.push(`${law}: ${JSON.stringify(where)}`);
  }
}

type Fate = Extract<RoutingEvent, { data: { conversationId: string } }>;

function isFate(event: RoutingEvent): event is Fate {
  return [...Object.values(AFTER).flat()].includes(event.type);
}

function talkOf({ type, data }: Fate, before: TalkBook | undefined): Omit<TalkBook, 'visitorId' | 'live'> {
  // From here on nothing is remembered of what it asked for.
  if (type === 'submission_offered') {
    return { state: type, agentId: null, weight: 1, terms: null, excludedAgentIds: [], offerId: null };
  }
  const weight = 'weight' in data ? (data.weight ?? 1) : 1;
  const isHeld = type === 'assigned' || type === 'offered';
  const agentId = isHeld ? data.agentId : type === 'transferred' ? data.toAgentId : null;
  const terms = ('terms' in data ? data.terms : undefined) ?? before?.terms ?? null;
  const named = 'excludedAgentIds' in data ? data.excludedAgentIds : type === 'pooled' ? [] : undefined;
  let excludedAgentIds: readonly string[] = named ?? before?.excludedAgentIds ?? [];
  if (type === 'offer_ended' && (data.how === 'rejected' || data.how === 'timed_out')) {
    excludedAgentIds = [...excludedAgentIds, data.agentId];
  }
  return { state: type, agentId, weight, terms, excludedAgentIds, offerId: type === 'offered' ? data.offerId : null };
}
