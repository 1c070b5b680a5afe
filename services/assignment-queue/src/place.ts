// A visitor's place as the engine's state has it.
import type { EnginePlace } from '@frontdesk/contracts';
import { positionOf, type Routing } from '@frontdesk/routing';

/** Null: does not wait. */
export function placeIn(state: Routing, conversationId: string, now: number): EnginePlace | null {
  const found = positionOf(state, conversationId);
  if (found === null) return null;
  const { position, ahead, arrivedAt, groupId } = found;
  const waitedMs = Math.max(0, now - arrivedAt);
  return { position, ahead, waitedMs, groupId, agentId: null, forecast: null, warning: null };
}
