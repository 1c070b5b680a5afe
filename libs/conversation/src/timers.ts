// Who is waiting for whom since when, and what is due because of it (F4). Deadlines follow from the facts, the time at
// which each was recorded, and the rules in force: nothing else has to be kept, and nothing has to be cancelled.
import type { Instant } from '@frontdesk/kernel';
import { automatic } from './automatic.js';
import type { ConversationFact } from './event.js';
import type { MessageAdded } from './message-event.js';
import { inMs, type ConversationRules, type Prompt, type RulesInForce } from './rules.js';
import { NO_TIMING, type ConversationState, type Timing } from './state.js';

export type TimerName = 'agent_slow' | 'visitor_idle' | 'visitor_timeout' | 'visitor_left' | 'transfer';

/** `epoch` and `nth` say for which moment of the conversation it was set. */
export interface Due {
  readonly timer: TimerName;
  readonly epoch: number;
  readonly nth: number;
  readonly dueAt: Instant;
}

/** The next moment at which time alone changes something; null: none. */
export function nextDue(state: ConversationState, inForce: RulesInForce | undefined): Due | null {
  const due = [...asked(state), ...(inForce === undefined ? [] : counted(state, inForce.rules))];
  return due.reduce<Due | null>((first, one) => (first === null || one.dueAt < first.dueAt ? one : first), null);
}

/** Somebody's yes to a transfer is not theirs to hold up for ever, lock or no lock. */
function asked({ transfer }: ConversationState): readonly Due[] {
  if (transfer === null || transfer.approved || transfer.expiresAt === null) return [];
  return [{ timer: 'transfer', epoch: transfer.epoch, nth: 1, dueAt: transfer.expiresAt }];
}

function counted({ status, timing }: ConversationState, rules: ConversationRules): readonly Due[] {
  if (status !== 'assigned' || timing.lockedAt !== null) return [];
  const { turn, since, epoch, prompts, promptedAt, left } = timing;
  const due: Due[] = [];
  if (left !== null && rules.visitorLeftSeconds !== null) {
    const dueAt = left.since + inMs(rules.visitorLeftSeconds);
    due.push({ timer: 'visitor_left', epoch: left.epoch, nth: 1, dueAt });
  }
  if (turn === 'agent') due.push(...reminder('agent_slow', rules.agentSlow, timing));
  if (turn === 'visitor') {
    due.push(...reminder('visitor_idle', rules.visitorIdle, timing));
    const { visitorTimeout, visitorIdle } = rules;
    if (visitorTimeout.enabled) {
      // After an outage a reminder may come late: the time between it and the end is theirs all the same.
      const notice = Math.max(0, inMs(visitorTimeout.afterSeconds - visitorIdle.afterSeconds * visitorIdle.times));
      const dueAt = Math.max(since + inMs(visitorTimeout.afterSeconds), prompts > 0 ? promptedAt + notice : 0);
      due.push({ timer: 'visitor_timeout', epoch, nth: 1, dueAt });
    }
  }
  return due;
}

/** However late one came, the next is as far from it as ever: an outage never makes a volley of them. */
function reminder(timer: TimerName, prompt: Prompt, { since, epoch, prompts, promptedAt }: Timing): readonly Due[] {
  if (!prompt.enabled || prompts >= prompt.times) return [];
  const nth = prompts + 1;
  const afterMs = inMs(prompt.afterSeconds);
  const dueAt = prompts === 0 ? since + afterMs : Math.max(since + nth * afterMs, promptedAt + afterMs);
  return [{ timer, epoch, nth, dueAt }];
}

export interface Fired extends Omit<Due, 'dueAt'> {
  readonly at: Instant;
}

/** What a timer brings about; nothing when it was set for another moment than this one (P53). */
export function fire(
  state: ConversationState,
  { timer, epoch, nth, at }: Fired,
  inForce: RulesInForce | undefined,
): readonly ConversationFact[] {
  const due = nextDue(state, inForce);
  if (due === null || due.timer !== timer || due.epoch !== epoch || due.nth !== nth || due.dueAt > at) return [];
  switch (timer) {
    case 'agent_slow':
    case 'visitor_idle':
      return automatic(timer, state, inForce);
    case 'visitor_timeout':
      return [...automatic('visitor_timeout', state, inForce), timedOut];
    case 'visitor_left':
      return [timedOut];
    case 'transfer': {
      const requestId = state.transfer?.requestId ?? '';
      const data = { requestId, outcome: 'timed_out', by: null, byName: null } as const;
      return [{ type: 'conversation.transfer_request_ended', data }];
    }
  }
}

const timedOut: ConversationFact = {
  type: 'conversation.closed',
  data: { reason: 'visitor_timeout', by: 'system', why: null },
};

/** `state` is after the fact in everything but this. */
export function timingAfter(state: ConversationState, fact: ConversationFact, at: Instant): Timing {
  const { timing, sequence } = state;
  const turnOf = (turn: 'agent' | 'visitor'): Timing => ({
    ...timing,
    ...{ turn, since: at, epoch: sequence, prompts: 0, promptedAt: 0 },
  });
  switch (fact.type) {
    // Whoever takes it is to say hello, with all the time there is, and decides anew whether to lock it.
    case 'conversation.assigned':
    case 'conversation.transferred':
      return { ...turnOf('agent'), lockedAt: null, left: timing.left };
    case 'conversation.requeued':
    case 'conversation.queued':
    case 'conversation.pooled':
    case 'conversation.offered':
    case 'conversation.submission_offered':
    case 'conversation.closed':
    case 'conversation.reopened':
      return NO_TIMING;
    case 'conversation.message_added':
      return spokenTo(state, fact.data, at, turnOf);
    case 'conversation.locked':
      return { ...timing, lockedAt: at };
    case 'conversation.unlocked':
      return unlocked(timing, at);
    case 'conversation.visitor_lost':
      return { ...timing, left: { since: fact.data.lastBeatAt, epoch: sequence } };
    case 'conversation.visitor_returned':
      return { ...timing, left: null };
    default:
      return timing;
  }
}

function spokenTo(
  { timing, status }: ConversationState,
  { author, automatic: kind, kind: form }: MessageAdded,
  at: Instant,
  turnOf: (turn: 'agent' | 'visitor') => Timing,
): Timing {
  if (kind === 'agent_slow' || kind === 'visitor_idle')
    return { ...timing, prompts: timing.prompts + 1, promptedAt: at };
  // A note is said to nobody who waits.
  if (status !== 'assigned' || form === 'note') return timing;
  if (author.kind === 'agent') return turnOf('visitor');
  // A second message of somebody who waits already does not begin the wait anew.
  return author.kind === 'visitor' && timing.turn !== 'agent' ? turnOf('agent') : timing;
}

/** Everything goes on with the time it had left. */
function unlocked(timing: Timing, at: Instant): Timing {
  const { lockedAt, since, promptedAt, left } = timing;
  if (lockedAt === null) return timing;
  const later = (from: Instant): Instant => from + Math.max(0, at - Math.max(lockedAt, from));
  return {
    ...timing,
    lockedAt: null,
    since: later(since),
    promptedAt: timing.prompts === 0 ? 0 : later(promptedAt),
    left: left && { ...left, since: later(left.since) },
  };
}
