// How a conversation goes on: its timers stopped for a while, its visitor gone and back, and opened again after its end.
import { rejected, type Instant } from '@frontdesk/kernel';
import type { Actor } from './command.js';
import type { ClosedReason } from './event.js';
import type { ConversationReopened } from './later-event.js';
import { strangers, type Answer } from './messages.js';
import type { RulesInForce } from './rules.js';
import type { ConversationState } from './state.js';

/** Locked twice is locked once. */
export function lock(state: ConversationState, actor: Actor): Answer {
  const refusal = lockRefusal(state, actor);
  if (refusal !== null) return refusal;
  return state.timing.lockedAt === null ? [{ type: 'conversation.locked', data: byOf(actor) }] : [];
}

export function unlock(state: ConversationState, actor: Actor): Answer {
  const refusal = lockRefusal(state, actor);
  if (refusal !== null) return refusal;
  return state.timing.lockedAt === null ? [] : [{ type: 'conversation.unlocked', data: byOf(actor) }];
}

function lockRefusal(state: ConversationState, actor: Actor): Extract<Answer, { readonly rejected: unknown }> | null {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (actor.kind === 'visitor') return rejected('not_the_owner', 'Only staff can lock a conversation.');
  if (state.status === 'assigned') return null;
  return rejected('not_assigned', 'Nobody has this conversation now, so no time is counted in it.');
}

const byOf = (actor: Actor): { readonly by: string; readonly byName: string } => ({
  by: actor.id,
  byName: actor.kind === 'agent' ? actor.name : '',
});

/** Told only where it has a consequence: everywhere else a page that comes and goes is nobody's news. */
export function noticeVisitor(
  state: ConversationState,
  lastBeatAt: Instant | null,
  inForce: RulesInForce | undefined,
): Answer {
  const { left } = state.timing;
  if (state.status !== 'assigned') return [];
  if (lastBeatAt === null) return left === null ? [] : [{ type: 'conversation.visitor_returned', data: {} }];
  if (left !== null || (inForce?.rules.visitorLeftSeconds ?? null) === null) return [];
  return [{ type: 'conversation.visitor_lost', data: { lastBeatAt } }];
}

/** What no second thought opens again. */
const FINAL: readonly ClosedReason[] = ['blocked', 'converted'];

/** Until when it may be opened again; null: it may not. Only what an agent had is worth going on with. */
export function reopenableUntil(state: ConversationState, inForce: RulesInForce | undefined): Instant | null {
  const { closing, served } = state;
  const minutes = inForce?.rules.reopenMinutes ?? 0;
  if (closing === null || !served || minutes === 0 || FINAL.includes(closing.reason)) return null;
  return closing.at + minutes * 60_000;
}

/** Back through routing as the rules are now, not back to whoever had it (P39). Opened twice is opened once. */
export function reopen(
  state: ConversationState,
  actor: Actor,
  to: Omit<ConversationReopened, 'by'>,
  at: Instant,
  inForce: RulesInForce | undefined,
): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (state.status !== 'closed') return [];
  const until = reopenableUntil(state, inForce);
  if (until === null) return rejected('not_reopenable', 'This conversation cannot be opened again. Start a new one.');
  if (at > until) return rejected('not_reopenable', 'It ended too long ago to be opened again. Start a new one.');
  return [{ type: 'conversation.reopened', data: { ...to, by: actor.kind } }];
}
