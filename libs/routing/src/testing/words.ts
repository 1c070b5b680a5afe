// The words of the specs: short names for inputs and events, with defaults that a sentence may leave unsaid.
import { minutes, seconds } from '@frontdesk/kernel';
import type { RoutingInput } from '../input.js';
import type { AgentStatus, Consequence, Consequences, QueueRules } from '../settings.js';
import type { ExpectedEvent } from './specification.js';

export interface GroupWords extends Partial<QueueRules>, Partial<Consequences> {
  readonly settingsVersion?: number;
  readonly closing?: Consequence;
}

/** Unsaid: whoever comes may wait, for as long as they like, two minutes without a lease. */
export function group(groupId: string, words: GroupWords = {}): RoutingInput {
  const {
    enabled = true,
    maxLength = null,
    maxWaitMs = null,
    abandonAfterMs = minutes(2),
    settingsVersion = 1,
  } = words;
  const { full = 'submission', timeout = 'submission', outOfHours = 'submission', nobodyOnline = 'queue' } = words;
  const queue = { enabled, maxLength, maxWaitMs, abandonAfterMs };
  const consequences = { full, timeout, outOfHours, nobodyOnline };
  const { closing } = words;
  const data = { groupId, settingsVersion, queue, consequences, ...(closing === undefined ? {} : { closing }) };
  return { type: 'group_configured', data };
}

export const groupRemoved = (groupId: string): RoutingInput => ({ type: 'group_removed', data: { groupId } });

export function hours(groupId: string, open: boolean, untilSecond: number | null = null): RoutingInput {
  const until = untilSecond === null ? null : seconds(untilSecond);
  return { type: 'group_hours', data: { groupId, open, until } };
}

export function agent(agentId: string, limit: number, ...groupIds: readonly string[]): RoutingInput {
  return { type: 'agent_configured', data: { agentId, limit, groupIds } };
}

export const agentRemoved = (agentId: string): RoutingInput => ({ type: 'agent_removed', data: { agentId } });

const status = (agentId: string, is: AgentStatus): RoutingInput => ({
  type: 'agent_status',
  data: { agentId, status: is },
});
export const online = (agentId: string): RoutingInput => status(agentId, 'online');
export const busy = (agentId: string): RoutingInput => status(agentId, 'busy');
export const offline = (agentId: string): RoutingInput => status(agentId, 'offline');

export function directReturn(withinSeconds: number): RoutingInput {
  const directReturnMs = seconds(withinSeconds);
  return { type: 'strategy_configured', data: { settingsVersion: 1, method: 'saturation', directReturnMs } };
}

export interface RequestWords {
  readonly to?: string;
  readonly by?: string;
  readonly priority?: number;
  readonly ruleId?: string;
}

/** Unsaid: by a visitor of their own, to group `sales`, with ordinary priority. */
export function requests(conversationId: string, words: RequestWords = {}): RoutingInput {
  const { to: groupId = 'sales', by: visitorId = `visitor-${conversationId}`, priority = 0, ruleId = null } = words;
  const request = { conversationId, visitorId, channel: 'web', language: null, groupId, priority, ruleId };
  return { type: 'conversation_requested', data: { ...request, settingsVersion: 1 } };
}

export function closes(
  conversationId: string,
  by: 'visitor' | 'agent' | 'supervisor' | 'system' = 'agent',
): RoutingInput {
  return { type: 'conversation_closed', data: { conversationId, by } };
}

export const connects = (visitorId: string): RoutingInput => ({ type: 'visitor_connected', data: { visitorId } });

export function isLost(visitorId: string, lastBeatSecond: number): RoutingInput {
  return { type: 'visitor_lost', data: { visitorId, lastBeatAt: seconds(lastBeatSecond) } };
}

export function pulls(agentId: string, conversationId: string): RoutingInput {
  return { type: 'pull_requested', data: { commandId: `${agentId} pulls ${conversationId}`, conversationId, agentId } };
}

export function converts(conversationId: string, submissionId = `submission-${conversationId}`): RoutingInput {
  return { type: 'convert_requested', data: { conversationId, submissionId } };
}

export const tick: RoutingInput = { type: 'tick', data: {} };
export const resumed = (gapSeconds: number): RoutingInput => ({
  type: 'resumed',
  data: { gapMs: seconds(gapSeconds) },
});

type Data = Readonly<Record<string, unknown>>;

export const event = (type: ExpectedEvent['type'], data: Data = {}): ExpectedEvent => ({ type, data });

export function assigned(conversationId: string, agentId: string, data: Data = {}): ExpectedEvent {
  return event('assigned', { conversationId, agentId, ...data });
}

export function queued(conversationId: string, position: number, data: Data = {}): ExpectedEvent {
  return event('queued', { conversationId, position, ...data });
}

export function offered(conversationId: string, why: string, data: Data = {}): ExpectedEvent {
  return event('submission_offered', { conversationId, why, ...data });
}

export function refused(conversationId: string, why: string, data: Data = {}): ExpectedEvent {
  return event('refused', { conversationId, why, ...data });
}
