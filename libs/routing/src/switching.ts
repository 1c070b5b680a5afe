// Another mode (B1): in one decision all who wait go where the new mode has them, at their old time of arrival.
//
// Whoever of the pool is not there stays in it: they were told that they may go, and that they will be answered. They come
// into the queue when they are back.
import { canonical } from '@frontdesk/kernel';
import type { Pooled, Waiting } from './conversations.js';
import { emit, type Decision } from './decision.js';
import { requeue, timeoutFrom } from './entering.js';
import { isAsync } from './mode.js';
import { byPriority, OPEN_TIER } from './order.js';
import { pool } from './pooling.js';
import { serveEverybody } from './serving.js';
import type { ModeRules } from './settings.js';
import { groupIn } from './state.js';

export function configureMode(decision: Decision, rules: ModeRules): void {
  const { state } = decision;
  if (canonical(state.mode) === canonical(rules)) return;
  emit(decision, { type: 'mode_configured', data: rules });
  const unserved = [...state.conversations.values()].filter(({ state: is }) => is === 'waiting' || is === 'pooled');
  // In the order of their turns, so that nobody is told of places that change with the next one.
  for (const each of (unserved as (Waiting | Pooled)[]).sort(byPriority)) moveOver(decision, each);
  // Who could take nothing of a queue may be able to take something of a pool, and the other way round.
  serveEverybody(decision);
}

/** They are back, and the mode is another one by now. */
export function comeBack(decision: Decision, visitorId: string): void {
  const pooled = decision.state.visitors.unservedOf(visitorId).filter((each) => each.state === 'pooled');
  for (const each of pooled.sort(byPriority)) moveOver(decision, each);
}

function moveOver(decision: Decision, place: Waiting | Pooled): void {
  const { state, at } = decision;
  const group = groupIn(state, place.groupId);
  const belongsToPool = isAsync(state, group, place);
  if (place.state === 'waiting' && belongsToPool) return pool(decision, place, group, 'switched');
  if (place.state === 'waiting' || belongsToPool || !place.live) return;
  const anew = { cause: 'switched', fromAgentId: null, timeoutAt: timeoutFrom(group, at) } as const;
  requeue(decision, { ...place, tier: OPEN_TIER, ...anew }, group);
}
