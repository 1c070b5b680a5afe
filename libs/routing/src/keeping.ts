// Places kept for the agent who knows the visitor (B6), and waits that are begun anew (E2).
import type { Waiting } from './conversations.js';
import { emit, type Decision } from './decision.js';
import { timeoutFrom } from './entering.js';
import type { RoutingInput } from './input.js';
import type { CommandRefusal } from './later-event.js';
import { serve } from './serving.js';
import { groupIn } from './state.js';

/** From now on anybody of the group may take it. */
export function endKeeping(decision: Decision, waiting: Waiting, cause: 'elapsed' | 'agent_gone'): void {
  const { conversationId, keptFor } = waiting;
  if (keptFor === null) return;
  emit(decision, { type: 'keeping_ended', data: { conversationId, agentId: keptFor.agentId, cause } });
  serve(decision, waiting);
}

/** The agent went offline or left the group: nobody is waited for in vain (P28). */
export function endKeepingsOf(decision: Decision, agentId: string, groupIds: readonly string[]): void {
  const { state } = decision;
  for (const groupId of groupIds) {
    for (const waiting of state.groups.get(groupId)?.queue.keptFor(agentId) ?? []) {
      endKeeping(decision, waiting, 'agent_gone');
    }
  }
}

type KeepWaitingRequested = Extract<RoutingInput, { type: 'keep_waiting_requested' }>['data'];

export function keepWaiting(decision: Decision, { commandId, conversationId }: KeepWaitingRequested): void {
  const { state, at } = decision;
  const waiting = state.conversations.get(conversationId);
  const refuse = (reason: CommandRefusal): void =>
    emit(decision, { type: 'command_refused', data: { commandId, conversationId, reason } });
  if (waiting === undefined) return refuse('visitor_left');
  if (waiting.state !== 'waiting') return refuse('not_waiting');
  const group = groupIn(state, waiting.groupId);
  const timeoutAt = waiting.timeout === null ? null : timeoutFrom(group, at);
  if (timeoutAt === null) return refuse('no_timeout');
  const left = (group.rules?.queue.keepWaiting ?? 0) - waiting.extended - 1;
  if (left < 0) return refuse('no_more_keep_waiting');
  emit(decision, { type: 'wait_extended', data: { conversationId, timeoutAt, left } });
}
