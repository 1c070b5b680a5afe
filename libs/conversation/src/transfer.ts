// Asking for a transfer (F3): whose yes it needs, who may answer, and that all of them together get one outcome.
import { rejected, type DurationMs, type Instant } from '@frontdesk/kernel';
import type { Actor, AskTransfer, TransferAnswer } from './command.js';
import type { ConversationFact } from './event.js';
import type { Approval, TransferOutcome, TransferRequested } from './later-event.js';
import { strangers, type Answer } from './messages.js';
import { inMs, type RulesInForce } from './rules.js';
import type { ConversationState, LastTransfer, PendingTransfer } from './state.js';
import { cleaned, lengthErrors } from './text.js';

export const MAX_NOTE = 1000;
const NO_POLICY = { approval: 'none', timeoutSeconds: 60, order: 'keep' } as const;

export function askTransfer(
  state: ConversationState,
  { actor, requestId, to, toName, note }: AskTransfer,
  at: Instant,
  inForce: RulesInForce | undefined,
): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (actor.kind !== 'agent') return rejected('not_the_owner', 'Only staff can hand a conversation over.');
  // The same request again: its answer got lost.
  if (state.transfer?.requestId === requestId || state.lastTransfer?.requestId === requestId) return [];
  if (state.status !== 'assigned' || state.agentId === null)
    return rejected('not_assigned', 'Nobody has this conversation now, so there is nothing to hand over.');
  if ('agentId' in to && to.agentId === state.agentId) return rejected('no_change', 'They have it already.');
  if (state.transfer !== null)
    return rejected(
      'transfer_pending',
      `It is being handed over to ${state.transfer.toName} already. Cancel that first.`,
    );
  const said = cleaned(note);
  const errors = lengthErrors('/note', said, MAX_NOTE);
  if (errors.length > 0) return rejected('invalid_conversation', 'This note is too long.', errors);
  const { approval, timeoutSeconds, order } = inForce?.rules.transfer ?? NO_POLICY;
  const needed = neededApproval(approval, actor.supervisor, to);
  const data: TransferRequested = {
    ...{ requestId, fromAgentId: state.agentId },
    ...('agentId' in to ? { toAgentId: to.agentId } : { toGroupId: to.groupId }),
    ...{ toName, by: actor.id, byName: actor.name, note: said, approval: needed },
    ...{ expiresAt: expiry(needed, at, inMs(timeoutSeconds)), order, bySupervisor: actor.supervisor },
  };
  return [{ type: 'conversation.transfer_requested', data }];
}

/** A supervisor needs nobody's yes; of a group nobody can be asked for theirs. */
function neededApproval(approval: Approval, supervisor: boolean, to: AskTransfer['to']): Approval {
  if (supervisor) return 'none';
  return approval === 'agent' && 'groupId' in to ? 'none' : approval;
}

const expiry = (approval: Approval, at: Instant, timeoutMs: DurationMs): Instant | null =>
  approval === 'none' ? null : at + timeoutMs;

const OUTCOME = { approve: 'approved', refuse: 'refused', cancel: 'cancelled' } as const;

export function answerTransfer(
  state: ConversationState,
  actor: Actor,
  requestId: string,
  answer: TransferAnswer,
): Answer {
  if (state.status === 'none' || actor.kind !== 'agent')
    return rejected('unknown_conversation', 'There is no such conversation.');
  const { transfer } = state;
  if (transfer === null || transfer.requestId !== requestId || transfer.approved)
    return tooLate(state, actor, requestId, OUTCOME[answer]);
  if (!mayAnswer(state, transfer, actor, answer)) return rejected('not_asked', 'This transfer is not yours to answer.');
  return [ended(requestId, OUTCOME[answer], actor)];
}

function mayAnswer(
  state: ConversationState,
  { to, by, approval }: PendingTransfer,
  actor: Extract<Actor, { kind: 'agent' }>,
  answer: TransferAnswer,
): boolean {
  if (actor.supervisor) return true;
  if (answer === 'cancel') return actor.id === by || actor.id === state.agentId;
  return approval === 'agent' && 'agentId' in to && to.agentId === actor.id;
}

const WAS = {
  approved: 'It has been approved already.',
  refused: 'It has been refused already.',
  timed_out: 'Nobody answered in time, so it is over.',
  cancelled: 'It has been cancelled.',
  moot: 'The conversation has gone another way meanwhile.',
} as const;

/** Who comes too late is told what it came to; said again by the one who said it, it is no fault. */
function tooLate(state: ConversationState, actor: Actor, requestId: string, wanted: TransferOutcome): Answer {
  const last = state.lastTransfer?.requestId === requestId ? state.lastTransfer : null;
  if (last?.outcome === wanted && last.by === actor.id) return [];
  if (last !== null) return rejected('transfer_over', WAS[last.outcome]);
  if (state.transfer?.requestId === requestId) return rejected('transfer_over', 'Nobody is asked: it is on its way.');
  return rejected('transfer_over', 'There is no such request to hand it over.');
}

function ended(
  requestId: string,
  outcome: TransferOutcome,
  by: Extract<Actor, { kind: 'agent' }> | null,
): ConversationFact {
  const data = { requestId, outcome, by: by?.id ?? null, byName: by?.name ?? null };
  return { type: 'conversation.transfer_request_ended', data };
}

/** Routing could not: it is told, and the conversation stays where it is. */
export function transferFailed(state: ConversationState, requestId: string, reason: string): Answer {
  if (state.transfer?.requestId !== requestId) return [];
  return [{ type: 'conversation.transfer_failed', data: { requestId, reason } }];
}

const ELSEWHERE: readonly string[] = [
  ...['conversation.closed', 'conversation.requeued', 'conversation.transferred'],
  ...['conversation.assigned', 'conversation.submission_offered', 'conversation.offered', 'conversation.pooled'],
];

/** A request that nobody has answered ends with whatever takes the conversation away from it. */
export function mootBefore(state: ConversationState, fact: ConversationFact): readonly ConversationFact[] {
  const { transfer } = state;
  if (transfer === null || transfer.approved || !ELSEWHERE.includes(fact.type)) return [];
  return [ended(transfer.requestId, 'moot', null)];
}

export function transferAfter(
  { transfer, lastTransfer, sequence }: ConversationState,
  fact: ConversationFact,
): { readonly transfer: PendingTransfer | null; readonly lastTransfer: LastTransfer | null } {
  switch (fact.type) {
    case 'conversation.transfer_requested':
      return { transfer: pending(fact.data, sequence), lastTransfer };
    case 'conversation.transfer_request_ended': {
      const { requestId, outcome, by } = fact.data;
      const last = { requestId, outcome, by };
      if (outcome !== 'approved' || transfer === null) return { transfer: null, lastTransfer: last };
      return { transfer: { ...transfer, approved: true }, lastTransfer: last };
    }
    case 'conversation.transfer_failed':
      return { transfer: null, lastTransfer };
    default:
      return { transfer: ELSEWHERE.includes(fact.type) ? null : transfer, lastTransfer };
  }
}

function pending(asked: TransferRequested, epoch: number): PendingTransfer {
  const { requestId, toAgentId, toGroupId, toName, by, byName, bySupervisor, note, approval, expiresAt, order } = asked;
  const to = toAgentId === undefined ? { groupId: toGroupId ?? '' } : { agentId: toAgentId };
  const approved = approval === 'none';
  return { requestId, to, toName, by, byName, bySupervisor, note, approval, expiresAt, order, approved, epoch };
}
