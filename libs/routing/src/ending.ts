// How an open conversation ends: closed, left, abandoned, timed out or turned into a submission.
import type { Offered, Unserved, Waiting } from './conversations.js';
import { emit, reasonFor, type Decision } from './decision.js';
import type { ConversationClosed } from './input.js';
import { serveAgent } from './serving.js';
import { groupIn } from './state.js';

export function close(decision: Decision, { conversationId, by }: ConversationClosed): void {
  const conversation = decision.state.conversations.get(conversationId);
  switch (conversation?.state) {
    case 'waiting':
      if (by === 'visitor') return emit(decision, { type: 'abandoned', data: { conversationId, cause: 'left' } });
      return emit(decision, { type: 'closed_by_staff', data: { conversationId } });
    case 'submission_offered':
      return leaveOffer(decision, conversation);
    case 'assigned': {
      const { agentId, visitorId } = conversation;
      emit(decision, { type: 'released', data: { conversationId, agentId, visitorId } });
      return serveAgent(decision, agentId);
    }
    // Over already: a slot is given back once (P22).
    case undefined:
  }
}

/** The lease has been gone for too long. */
export function abandon(decision: Decision, conversation: Unserved): void {
  if (conversation.state === 'submission_offered') return leaveOffer(decision, conversation);
  emit(decision, { type: 'abandoned', data: { conversationId: conversation.conversationId, cause: 'lease' } });
}

export function timeOut(decision: Decision, waiting: Waiting): void {
  const { conversationId, visitorId, groupId, arrivedAt, ruleId } = waiting;
  const group = groupIn(decision.state, groupId);
  const asked = group.rules?.consequences.timeout ?? 'message';
  const consequence = asked === 'overflow' ? 'message' : asked;
  if (consequence === 'submission') {
    const reason = reasonFor(decision.state, group, ruleId);
    const data = { conversationId, visitorId, groupId, arrivedAt, why: 'timed_out' as const, reason };
    return emit(decision, { type: 'submission_offered', data });
  }
  emit(decision, { type: 'timed_out', data: { conversationId, waitedMs: decision.at - arrivedAt, consequence } });
}

/** Exactly one of assigned and converted happens, whichever input came first (E7). */
export function convert(decision: Decision, conversationId: string, submissionId: string): void {
  const { state } = decision;
  const conversation = state.conversations.get(conversationId);
  if (conversation !== undefined && conversation.state !== 'assigned') {
    return emit(decision, { type: 'converted', data: { conversationId, submissionId } });
  }
  // Repeated, it is the conversion that was.
  if (conversation === undefined && state.conversions.get(conversationId)?.value === submissionId) return;
  const reason = conversation === undefined ? 'not_open' : 'assigned';
  emit(decision, { type: 'convert_refused', data: { conversationId, submissionId, reason } });
}

function leaveOffer(decision: Decision, offered: Offered): void {
  const { conversationId, visitorId, groupId, arrivedAt, why, waitedMs } = offered;
  if (why === 'timed_out') {
    return emit(decision, { type: 'timed_out', data: { conversationId, waitedMs, consequence: 'submission' } });
  }
  emit(decision, { type: 'refused', data: { conversationId, visitorId, groupId, arrivedAt, why, reason: null } });
}
