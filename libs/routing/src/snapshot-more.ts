// What agents and groups remember only where a feature is used: an object beside their row, left out when it would be
// empty, so that the hash of a history without the feature stays what it was.
import type { DurationMs, Instant } from '@frontdesk/kernel';
import type { Agent } from './agents.js';
import { newServiceBook, type ServiceBook } from './service-book.js';
import type { Group } from './groups.js';
import { timerAt } from './snapshot-rows.js';
import type { Routing } from './state.js';

export interface AgentMore {
  readonly wrapUps?: readonly (readonly [conversationId: string, weight: number, until: Instant])[];
  readonly given?: readonly Instant[];
  readonly rampUntil?: Instant;
  readonly lost?: readonly [lostAt: Instant, graceUntil: Instant];
}

export interface GroupMore {
  readonly turn?: Group['turn'];
  readonly shut?: true;
  readonly overtakings?: readonly (readonly [priority: number, count: number])[];
  readonly service?: readonly [count: number, totalMs: DurationMs, ratios: readonly Ratios[]];
}

type Ratios = readonly [place: number, counts: readonly (readonly [bucket: number, count: number])[]];

export function agentMore(agent: Agent): AgentMore | null {
  const { wrapUps, given, ramp, grace, lostAt } = agent;
  if (wrapUps.length + given.length === 0 && ramp === null && grace === null) return null;
  return {
    ...(wrapUps.length > 0 && {
      wrapUps: wrapUps.map(({ conversationId, weight, timer }) => [conversationId, weight, timer.deadline] as const),
    }),
    ...(given.length > 0 && { given }),
    ...(ramp !== null && { rampUntil: ramp.deadline }),
    ...(grace !== null && { lost: [lostAt ?? 0, grace.deadline] as const }),
  };
}

/** Before the agent is seated. */
export function restoreAgentMore(state: Routing, agent: Agent, { wrapUps, given, rampUntil, lost }: AgentMore): void {
  for (const [conversationId, weight, until] of wrapUps ?? []) {
    agent.wrapUps.push({ conversationId, weight, timer: state.deadlines.add('wrap_up', conversationId, until) });
    agent.wrapping += weight;
    state.wrapUps.set(conversationId, agent.agentId);
  }
  agent.given = given ?? [];
  agent.ramp = timerAt(state, 'ramp', agent.agentId, rampUntil ?? null);
  agent.lostAt = lost?.[0] ?? null;
  agent.grace = timerAt(state, 'grace', agent.agentId, lost?.[1] ?? null);
}

export function groupMore(group: Group): GroupMore | null {
  const { turn, shut, overtakings, service } = group;
  if (turn === null && !shut && overtakings.size === 0 && service === null) return null;
  return {
    ...(turn !== null && { turn }),
    ...(shut && { shut: true as const }),
    ...(overtakings.size > 0 && { overtakings: sorted(overtakings) }),
    ...(service !== null && { service: [service.count, service.totalMs, ratiosOf(service)] as const }),
  };
}

export function restoreGroupMore(group: Group, more: GroupMore): void {
  group.turn = more.turn ?? null;
  group.shut = more.shut ?? false;
  for (const [priority, count] of more.overtakings ?? []) group.overtakings.set(priority, count);
  if (more.service === undefined) return;
  const [count, totalMs, ratios] = more.service;
  const service = newServiceBook();
  Object.assign(service, { count, totalMs });
  for (const [place, counts] of ratios) {
    const total = counts.reduce((sum, [, each]) => sum + each, 0);
    service.ratios.set(place, { total, counts: new Map(counts) });
  }
  group.service = service;
}

function ratiosOf({ ratios }: ServiceBook): Ratios[] {
  return [...ratios].sort(([a], [b]) => a - b).map(([place, { counts }]) => [place, sorted(counts)] as const);
}

function sorted(map: ReadonlyMap<number, number>): [number, number][] {
  return [...map].sort(([a], [b]) => a - b);
}
