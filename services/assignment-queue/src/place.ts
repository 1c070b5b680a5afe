// A visitor's place as the engine's state has it.
import type { EnginePlace } from '@frontdesk/contracts';
import { forecastAt, positionOf, type Routing } from '@frontdesk/routing';

/** Null: does not wait. Whoever is being offered to an agent is next, wherever they stood before. */
export function placeIn(state: Routing, conversationId: string, now: number): EnginePlace | null {
  const conversation = state.conversations.get(conversationId);
  if (conversation === undefined) return null;
  const { groupId, arrivedAt } = conversation;
  const waitedMs = Math.max(0, now - arrivedAt);
  const group = state.groups.get(groupId);
  if (conversation.state === 'offered') {
    const { agentId } = conversation;
    return { position: 1, ahead: 0, waitedMs, groupId, agentId, forecast: null, warning: null };
  }
  const found = positionOf(state, conversationId);
  if (conversation.state !== 'waiting' || found === null || group === undefined) return null;
  const { position, ahead } = found;
  const { timeout, warned, extended, keptFor } = conversation;
  const left = Math.max(0, (group.rules?.queue.keepWaiting ?? 0) - extended);
  return {
    ...{ position, ahead, waitedMs, groupId, agentId: keptFor?.agentId ?? null },
    forecast: forecastAt(group, position),
    warning: warned && timeout !== null ? { timeoutAt: timeout.deadline, left } : null,
  };
}
