// Slots: who holds them, by how much, and that each is given back once. Offers and wrap-ups hold slots, too.
import { type AgentsBook } from './agents-book.js';
import { numberOf, textOf } from './decision.js';
import type { Fate } from './fates.js';
import type { Findings } from './finding.js';
import type { Plain } from './log-record.js';
import type { PoolLaws } from './pool-laws.js';
import { weightIn, type Wish } from './wish.js';

const RAMP_MS = 60_000;
/** By name: whoever asks for it, or is named by staff, needs neither the skills nor a clean slate. */
const BY_NAME = ['pull', 'assigned_by_staff', 'offer_accepted'];

export class ServiceLaws {
  /** Conversations that are over, by who wraps them up. */
  private readonly wrapUps = new Map<string, { readonly agentId: string; readonly weight: number }>();
  private readonly offers = new Set<string>();
  private rampPerMinute: number | null = null;

  constructor(
    private readonly agents: AgentsBook,
    private readonly pools: PoolLaws,
    private readonly findings: Findings,
  ) {}

  configure(strategy: Plain): void {
    const most = numberOf(strategy, 'rampPerMinute');
    this.rampPerMinute = Number.isNaN(most) ? null : most;
  }

  /** Assigned, offered or transferred; answers the groups that it concerns. */
  give(data: Plain, agentId: string, wish: Wish, where: string, at: number): readonly string[] {
    const conversationId = textOf(data, 'conversationId');
    const { load, limit, status } = this.agents.get(agentId);
    const cause = textOf(data, 'cause');
    const weight = weightIn(data);
    const find = (law: 'capacity' | 'online' | 'eligible', text: string): void =>
      this.findings.add(law, where, text, conversationId);
    if (weight === 1 ? load >= limit : load + weight > limit) {
      find(
        'capacity',
        `${agentId} already holds ${load} of ${limit}${weight === 1 ? '' : `, and it weighs ${weight}`}`,
      );
    }
    if (cause !== 'offer_accepted' && weight !== this.agents.weightFor(agentId, wish)) {
      find('capacity', `weighs ${weight}, but ${agentId} counts ${this.agents.weightFor(agentId, wish)} for it`);
    }
    const isForAll = data['offerId'] === undefined && this.pools.isForAll(textOf(data, 'groupId'), wish);
    if (status !== 'online' && cause !== 'pull' && !isForAll) find('online', `${agentId} is ${status}`);
    const isNamed = BY_NAME.includes(cause) || data['fromAgentId'] !== undefined;
    if (!isNamed && wish.excluded.includes(agentId)) find('eligible', `${agentId} had it before`);
    if (!isNamed && !this.agents.hasSkills(agentId, wish))
      find('eligible', `${agentId} lacks a skill that it asks for`);
    if (cause !== 'offer_accepted') this.countGiven(agentId, at);
    return this.load(agentId, weight);
  }

  giveBack({ holder }: Fate): readonly string[] {
    return holder === null ? [] : this.load(holder.agentId, -holder.weight);
  }

  /** An offer is made once, and ends once, for the one it was made to. */
  offered(data: Plain, where: string): void {
    const offerId = textOf(data, 'offerId');
    if (this.offers.has(offerId))
      this.findings.add('offer', where, `${offerId} is made twice`, textOf(data, 'conversationId'));
    this.offers.add(offerId);
  }

  offerEnded(data: Plain, fate: Fate | undefined, where: string): void {
    const offerId = textOf(data, 'offerId');
    const conversationId = textOf(data, 'conversationId');
    const isOpen = this.offers.delete(offerId) && fate?.holder?.offerId === offerId;
    if (!isOpen) return this.findings.add('offer', where, `${offerId} ends, but it is not open`, conversationId);
    const to = fate?.holder?.agentId ?? '';
    if (to === textOf(data, 'agentId')) return;
    this.findings.add(
      'offer',
      where,
      `${offerId} was made to ${to}, and ends for ${textOf(data, 'agentId')}`,
      conversationId,
    );
  }

  beginWrapUp(data: Plain, where: string): readonly string[] {
    const conversationId = textOf(data, 'conversationId');
    const agentId = textOf(data, 'agentId');
    if (this.wrapUps.has(conversationId)) this.findings.add('wrap_up', where, 'is wrapped up already', conversationId);
    this.wrapUps.set(conversationId, { agentId, weight: weightIn(data) });
    return this.load(agentId, weightIn(data));
  }

  endWrapUp(data: Plain, where: string): readonly string[] {
    const conversationId = textOf(data, 'conversationId');
    const wrapUp = this.wrapUps.get(conversationId);
    if (wrapUp === undefined || wrapUp.agentId !== textOf(data, 'agentId')) {
      this.findings.add(
        'wrap_up',
        where,
        `${textOf(data, 'agentId')} ends a wrap-up that is not theirs`,
        conversationId,
      );
      return [];
    }
    this.wrapUps.delete(conversationId);
    return this.load(wrapUp.agentId, -wrapUp.weight);
  }

  private countGiven(agentId: string, at: number): void {
    if (this.rampPerMinute === null) return;
    const given = [...this.agents.get(agentId).given, at].slice(-this.rampPerMinute);
    const [first = at] = given;
    const isFull = given.length >= this.rampPerMinute && at - first < RAMP_MS;
    this.agents.change(agentId, { given, ramped: isFull || this.agents.get(agentId).ramped });
  }

  private load(agentId: string, by: number): readonly string[] {
    return this.agents.change(agentId, { load: this.agents.get(agentId).load + by });
  }
}
