// The slow second opinion's books: plain lists and maps, kept from the events alone, with nothing of the engine's.
import type { Instant } from '@frontdesk/kernel';
import type { Terms } from '../place.js';
import type { AgentRules, AgentStatus, GroupRules, Strategy } from '../settings.js';

export interface AgentBook {
  readonly agentId: string;
  rules: AgentRules | null;
  status: AgentStatus;
  load: number;
  /** What wrap-ups hold, by conversation. */
  readonly wrapUps: Map<string, number>;
  idleSince: Instant;
  given: Instant[];
  ramped: boolean;
}

export interface GroupBook {
  readonly groupId: string;
  rules: GroupRules | null;
  removed: boolean;
  open: boolean;
  turn: { readonly order: number; readonly agentId: string } | null;
}

export interface Wish {
  readonly terms: Terms | null;
  readonly excludedAgentIds: readonly string[];
}

export interface WaitingBook extends Wish {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  priority: number;
  readonly arrivedAt: Instant;
  readonly number: number;
  live: boolean;
  tier: number;
  keptFor: string | null;
  readonly guestIn: string[];
  /** Those who arrived later and came to stand before it, while the rule was in force. */
  overtakenBy: Set<string>;
}

export const RAMP_MS = 60_000;

export const limitOf = ({ rules }: AgentBook): number => rules?.limit ?? 0;
export const weightOf = ({ rules }: AgentBook, { terms }: Wish): number =>
  terms === null ? 1 : (rules?.weights?.[terms.channel] ?? 1);

export function isEligible(agent: AgentBook, groupId: string, wish: Wish, forAll: boolean): boolean {
  const { rules, status, load, ramped, agentId } = agent;
  if (rules === null || (status !== 'online' && !forAll) || ramped || wish.excludedAgentIds.includes(agentId))
    return false;
  if (!rules.groupIds.includes(groupId) || rules.limit === 0) return false;
  const required = Object.entries(wish.terms?.requiredSkills ?? {});
  if (required.some(([skill, level]) => (rules.skills?.[skill] ?? 0) < level)) return false;
  return load + weightOf(agent, wish) <= rules.limit;
}

/** Has the skills and is online, whatever they hold. */
export function isThere({ rules, status }: AgentBook, groupId: string, { terms }: Wish): boolean {
  if (rules === null || status !== 'online' || !rules.groupIds.includes(groupId)) return false;
  return Object.entries(terms?.requiredSkills ?? {}).every(([skill, level]) => (rules.skills?.[skill] ?? 0) >= level);
}

/** The order of the choice, written as the specification says it. */
export function choiceOrder(strategy: Strategy, group: GroupBook): (a: AgentBook, b: AgentBook) => number {
  const byId = (a: AgentBook, b: AgentBook): number => (a.agentId < b.agentId ? -1 : a.agentId > b.agentId ? 1 : 0);
  const byIdle = (a: AgentBook, b: AgentBook): number => a.idleSince - b.idleSince || byId(a, b);
  const account = ({ rules, agentId }: AgentBook) => ({ order: rules?.order ?? 0, agentId });
  const isPast = (agent: AgentBook): number => {
    const { order, agentId } = account(agent);
    if (group.turn === null) return 0;
    return order < group.turn.order || (order === group.turn.order && agentId <= group.turn.agentId) ? 1 : 0;
  };
  const methods = {
    saturation: (a: AgentBook, b: AgentBook) => a.load * limitOf(b) - b.load * limitOf(a) || byIdle(a, b),
    least_loaded: (a: AgentBook, b: AgentBook) => a.load - b.load || byIdle(a, b),
    longest_idle: byIdle,
    round_robin: (a: AgentBook, b: AgentBook) =>
      isPast(a) - isPast(b) || account(a).order - account(b).order || byId(a, b),
  };
  const preference = ({ rules }: AgentBook): number => rules?.preference?.[group.groupId] ?? 1;
  return (a, b) => preference(a) - preference(b) || methods[strategy.method](a, b);
}

export function queueOrder(a: WaitingBook, b: WaitingBook): number {
  return a.tier - b.tier || b.priority - a.priority || a.arrivedAt - b.arrivedAt || a.number - b.number;
}
