// How the mode and the pools change in the state.
import type { Instant } from '@frontdesk/kernel';
import type { Pooled } from './conversations.js';
import { letGo } from './evolve-holding.js';
import type { PlaceInPool } from './later-event.js';
import { isAsync, poolRules } from './mode.js';
import { OPEN_TIER } from './order.js';
import { Pool, poolOrder } from './pool.js';
import type { ModeRules } from './settings.js';
import { groupIn, type Routing } from './state.js';
import { abandonAfter, cancel, detach, intoPool } from './tracking.js';
import { NOBODY } from './wanted.js';

export function enterPool(state: Routing, event: PlaceInPool, at: Instant): void {
  const { conversationId, visitorId, groupId, priority, arrivedAt, timeoutAt, reason } = event;
  const before = state.conversations.get(conversationId);
  const leased = before !== undefined && before.state !== 'assigned' ? before : null;
  const visitor = state.visitors.in(visitorId);
  const known = before !== undefined && 'terms' in before ? before.terms : null;
  const pooled: Pooled = {
    ...{ state: 'pooled', conversationId, visitorId, groupId, priority, arrivedAt, seq: ++state.arrivals },
    ...{ ruleId: reason.ruleId, terms: event.terms ?? known, tier: OPEN_TIER },
    excludedAgentIds: event.excludedAgentIds ?? NOBODY,
    wroteAt: before?.state === 'pooled' ? before.wroteAt : arrivedAt,
    timeout: null,
    abandonAfterMs: leased?.abandonAfterMs ?? abandonAfter(state, groupId),
    live: leased?.live ?? (before === undefined || visitor.connected),
    ...{ abandon: null, visitor, sibling: null },
  };
  // Before the old place is left: with the last of them, a removed group and an absent visitor would be forgotten.
  intoPool(state, pooled);
  state.visitors.join(pooled);
  letGo(state, before, at);
  detach(state, before);
  pooled.timeout = timeoutAt === null ? null : state.deadlines.add('timeout', conversationId, timeoutAt);
  state.conversations.set(conversationId, pooled);
}

export function noteMessage(state: Routing, conversationId: string, at: Instant): void {
  const pooled = state.conversations.get(conversationId);
  if (pooled?.state !== 'pooled') return;
  const { pool } = groupIn(state, pooled.groupId);
  pool?.remove(pooled);
  pooled.wroteAt = at;
  pool?.insert(pooled);
}

/** Who goes over is told event by event; here the order of the pools changes, and whom nobody waits for to answer. */
export function setMode(state: Routing, rules: ModeRules): void {
  const order = poolRules(state).order;
  state.mode = rules;
  if (order !== rules.pool.order) for (const group of state.pooling) group.pool = sorted(state, group.pool);
  for (const { held } of state.agents.values()) {
    for (const each of held) {
      if (each.response === null || !isAsync(state, each, each)) continue;
      cancel(state, each.response);
      each.response = null;
    }
  }
}

function sorted(state: Routing, old: Pool | null): Pool {
  const pool = new Pool(poolOrder(poolRules(state)));
  for (const pooled of old?.slice(0, old.size) ?? []) pool.insert(pooled);
  return pool;
}
