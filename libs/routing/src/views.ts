// What may be asked of the state: places, loads and conversations. Plain copies; asking changes nothing.
import type { Instant } from '@frontdesk/kernel';
import type { Waiting } from './conversations.js';
import type { SubmissionReason } from './event.js';
import type { Place } from './place.js';
import { forecastAt, type Forecast } from './forecast.js';
import { modeOf } from './mode.js';
import { byCodeUnit } from './order.js';
import { availabilityOf, type Availability } from './reach.js';
import type { AgentStatus, Mode } from './settings.js';
import type { Routing } from './state.js';
import { ANYBODY_WILL_DO, type Wanted } from './wanted.js';

export interface Position {
  readonly groupId: string;
  /** 1 is next. Those passed over count: they keep their place. */
  readonly position: number;
  readonly ahead: number;
  readonly arrivedAt: Instant;
  readonly priority: number;
  /** False: passed over until the visitor is back. */
  readonly live: boolean;
}

export interface RankedPlace extends Place {
  readonly position: number;
  readonly live: boolean;
  readonly timeoutAt: Instant | null;
}

/** One whom nobody has in the asynchronous mode (I1). There is an order, but no place is promised. */
export interface PooledPlace extends Place {
  /** False: its visitor is away, and need not be here. */
  readonly live: boolean;
  readonly timeoutAt: Instant | null;
  /** The last message that counted for the order, or the arrival. */
  readonly wroteAt: Instant;
}

export interface AgentLoad {
  readonly agentId: string;
  readonly status: AgentStatus;
  readonly load: number;
  readonly limit: number;
  readonly groupIds: readonly string[];
  readonly idleSince: Instant;
}

export type ConversationView = {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly arrivedAt: Instant;
} & (
  | { readonly state: 'waiting'; readonly priority: number; readonly live: boolean; readonly timeoutAt: Instant | null }
  | { readonly state: 'pooled'; readonly priority: number; readonly live: boolean; readonly timeoutAt: Instant | null }
  /** To an agent, who has not answered yet: out of the queue, and without an owner. */
  | {
      readonly state: 'offered';
      readonly priority: number;
      readonly live: boolean;
      readonly agentId: string | null;
      readonly offerId: string;
      readonly expiresAt: Instant | null;
    }
  | { readonly state: 'submission_offered'; readonly why: SubmissionReason }
  | { readonly state: 'assigned'; readonly agentId: string }
);

/** Exact, O(log n). Null: does not wait. */
export function positionOf(state: Routing, conversationId: string): Position | null {
  const waiting = waitingIn(state, conversationId);
  const queue = waiting === null ? undefined : state.groups.get(waiting.groupId)?.queue;
  if (waiting === null || queue === undefined) return null;
  const { groupId, arrivedAt, priority, live } = waiting;
  const ahead = queue.rankOf(waiting);
  return { groupId, position: ahead + 1, ahead, arrivedAt, priority, live };
}

/** The queue of a group from this many places behind its head on: O(log n + limit). */
export function places(state: Routing, groupId: string, offset: number, limit: number): RankedPlace[] {
  const found = state.groups.get(groupId)?.queue.slice(offset, limit) ?? [];
  return found.map(({ conversationId, visitorId, priority, arrivedAt, live, timeout }, i) => {
    const position = Math.max(0, offset) + i + 1;
    return {
      conversationId,
      visitorId,
      groupId,
      priority,
      arrivedAt,
      position,
      live,
      timeoutAt: timeout?.deadline ?? null,
    };
  });
}

export function waitingCount(state: Routing, groupId: string): number {
  return state.groups.get(groupId)?.queue.size ?? 0;
}

/** The earliest arrival among those who wait; null: nobody does. The head of the queue may be a later one. */
export function oldestArrival(state: Routing, groupId: string): Instant | null {
  return state.groups.get(groupId)?.queue.oldest()?.arrivedAt ?? null;
}

/** The pool of a group in the order in which it is given out, from this many behind its head on: O(log n + limit). */
export function pooled(state: Routing, groupId: string, offset: number, limit: number): PooledPlace[] {
  const found = state.groups.get(groupId)?.pool?.slice(offset, limit) ?? [];
  return found.map(({ conversationId, visitorId, priority, arrivedAt, live, timeout, wroteAt }) => {
    const timeoutAt = timeout?.deadline ?? null;
    return { conversationId, visitorId, groupId, priority, arrivedAt, live, timeoutAt, wroteAt };
  });
}

export function pooledCount(state: Routing, groupId: string): number {
  return state.groups.get(groupId)?.pool?.size ?? 0;
}

/** The mode of somebody who comes now: by this channel, to this group (B1). */
export function modeFor(state: Routing, groupId: string, channel?: string): Mode {
  return modeOf(state, groupId, channel === undefined ? null : { channel, priority: 0 });
}

/** Does anything of the settings, or anybody who came by a rule, make use of a pool? */
export function usesPool({ mode, pooling }: Routing): boolean {
  const said = [mode?.mode, ...Object.values(mode?.channels ?? {}), ...Object.values(mode?.groups ?? {})];
  return pooling.size > 0 || said.includes('asynchronous');
}

/** Every configured agent, and whoever still holds something, by id. */
export function agentLoads(state: Routing): AgentLoad[] {
  return [...state.agents.values()]
    .filter((agent) => agent.rules !== null || agent.load > 0)
    .sort((a, b) => byCodeUnit(a.agentId, b.agentId))
    .map(({ agentId, status, load, limit, rules, idleSince }) => {
      return { agentId, status, load, limit, groupIds: rules?.groupIds ?? [], idleSince };
    });
}

/** Null: unknown, or over. */
export function conversationOf(state: Routing, conversationId: string): ConversationView | null {
  const conversation = state.conversations.get(conversationId);
  if (conversation === undefined) return null;
  const { visitorId, groupId, arrivedAt } = conversation;
  const common = { conversationId, visitorId, groupId, arrivedAt };
  switch (conversation.state) {
    case 'waiting':
    case 'pooled': {
      const { state: is, priority, live, timeout } = conversation;
      return { ...common, state: is, priority, live, timeoutAt: timeout?.deadline ?? null };
    }
    case 'submission_offered':
      return { ...common, state: 'submission_offered', why: conversation.why };
    case 'offered': {
      const { priority, live, agentId, offerId, expiry } = conversation;
      return { ...common, state: 'offered', priority, live, agentId, offerId, expiresAt: expiry?.deadline ?? null };
    }
    case 'assigned':
      return { ...common, state: 'assigned', agentId: conversation.agentId };
  }
}

function waitingIn(state: Routing, conversationId: string): Waiting | null {
  const conversation = state.conversations.get(conversationId);
  return conversation?.state === 'waiting' ? conversation : null;
}

/** What a visitor of this group would meet now (P27); `wanted`: one who asks for something. */
export function availability(state: Routing, groupId: string, wanted: Wanted = ANYBODY_WILL_DO): Availability {
  return availabilityOf(state, groupId, wanted);
}

/** For somebody at this place of the group's queue (E4); null: nobody is online, or nothing was ever served there. */
export function forecast(state: Routing, groupId: string, position: number, moreSlots = 0): Forecast | null {
  const group = state.groups.get(groupId);
  return group === undefined ? null : forecastAt(group, position, moreSlots);
}
