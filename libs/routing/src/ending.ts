// How an open conversation ends: closed, left, abandoned, timed out or turned into a submission.
import type { Offered, Pooled, Unserved, Waiting } from './conversations.js';
import { emit, reasonFor, type Decision } from './decision.js';
import type { ConversationClosed, RoutingInput } from './input.js';
import { endOffer } from './offers.js';
import { moveAlong } from './overflowing.js';
import { serveAgent } from './serving.js';
import { groupIn } from './state.js';
import { beginWrapUp } from './wrapping-up.js';

export function close(decision: Decision, { conversationId, by }: ConversationClosed): void {
  const conversation = decision.state.conversations.get(conversationId);
  switch (conversation?.state) {
    case 'waiting':
    case 'pooled':
    case 'offered': {
      const left = by === 'visitor';
      const freed = endOffer(decision, conversation, left ? 'visitor_left' : 'withdrawn');
      if (left) emit(decision, { type: 'abandoned', data: { conversationId, cause: 'left' } });
      else emit(decision, { type: 'closed_by_staff', data: { conversationId } });
      return freed === null ? undefined : serveAgent(decision, freed);
    }
    case 'submission_offered':
      return leaveOffer(decision, conversation);
    case 'assigned': {
      const { agentId, visitorId, weight } = conversation;
      emit(decision, { type: 'released', data: { conversationId, agentId, visitorId } });
      beginWrapUp(decision, conversationId, agentId, weight);
      return serveAgent(decision, agentId);
    }
    // Over already: a slot is given back once (P22).
    case undefined:
  }
}

/** The lease has been gone for too long. */
export function abandon(decision: Decision, conversation: Unserved): void {
  if (conversation.state === 'submission_offered') return leaveOffer(decision, conversation);
  const freed = endOffer(decision, conversation, 'visitor_left');
  emit(decision, { type: 'abandoned', data: { conversationId: conversation.conversationId, cause: 'lease' } });
  if (freed !== null) serveAgent(decision, freed);
}

export function timeOut(decision: Decision, waiting: Waiting): void {
  const { conversationId, visitorId, groupId, arrivedAt, ruleId } = waiting;
  const group = groupIn(decision.state, groupId);
  const asked = group.rules?.consequences.timeout ?? 'message';
  if (asked === 'overflow' && moveAlong(decision, waiting, group, 'timeout', waiting)) return;
  const consequence = asked === 'overflow' ? 'message' : asked;
  if (consequence === 'submission') {
    const reason = reasonFor(decision.state, group, ruleId, waiting);
    const data = { conversationId, visitorId, groupId, arrivedAt, why: 'timed_out' as const, reason };
    return emit(decision, { type: 'submission_offered', data });
  }
  emit(decision, { type: 'timed_out', data: { conversationId, waitedMs: decision.at - arrivedAt, consequence } });
}

/** Nobody took it from the pool in time: its visitor is told so (I1). */
export function timeOutOfPool(decision: Decision, { conversationId, arrivedAt }: Pooled): void {
  const data = {
    conversationId,
    waitedMs: decision.at - arrivedAt,
    consequence: 'message' as const,
    pooled: true as const,
  };
  emit(decision, { type: 'timed_out', data });
}

/** Exactly one of assigned and converted happens, whichever input came first (E7). An open offer is withdrawn. */
export function convert(decision: Decision, conversationId: string, submissionId: string): void {
  const { state } = decision;
  const conversation = state.conversations.get(conversationId);
  const isOpen = conversation !== undefined && conversation.state !== 'assigned' && conversation.state !== 'pooled';
  if (isOpen) {
    const freed = endOffer(decision, conversation, 'visitor_left');
    emit(decision, { type: 'converted', data: { conversationId, submissionId } });
    return freed === null ? undefined : serveAgent(decision, freed);
  }
  // Repeated, it is the conversion that was.
  if (conversation === undefined && state.conversions.get(conversationId)?.value === submissionId) return;
  const reason = conversation === undefined ? 'not_open' : conversation.state === 'pooled' ? 'pooled' : 'assigned';
  emit(decision, { type: 'convert_refused', data: { conversationId, submissionId, reason } });
}

type CloseRequested = Extract<RoutingInput, { type: 'close_requested' }>['data'];

/** Staff closes what has no agent (D7, P21); of what has one, the conversation itself tells when it is closed. */
export function closeByStaff(decision: Decision, { commandId, conversationId, by }: CloseRequested): void {
  const conversation = decision.state.conversations.get(conversationId);
  if (conversation === undefined || conversation.state === 'assigned') {
    const reason = conversation === undefined ? ('visitor_left' as const) : ('taken_by_other' as const);
    return emit(decision, { type: 'command_refused', data: { commandId, conversationId, reason, by } });
  }
  const freed = endOffer(decision, conversation, 'withdrawn');
  emit(decision, { type: 'closed_by_staff', data: { conversationId } });
  if (freed !== null) serveAgent(decision, freed);
}

function leaveOffer(decision: Decision, offered: Offered): void {
  const { conversationId, visitorId, groupId, arrivedAt, why, waitedMs } = offered;
  if (why === 'timed_out') {
    return emit(decision, { type: 'timed_out', data: { conversationId, waitedMs, consequence: 'submission' } });
  }
  emit(decision, { type: 'refused', data: { conversationId, visitorId, groupId, arrivedAt, why, reason: null } });
}
