// More words for the specs: offers, staff, and settings with their newer members.
import { seconds } from '@frontdesk/kernel';
import type { RoutingInput } from '../input.js';
import type { AgentRules, Mode, ModeRules, Strategy } from '../settings.js';

/** Unsaid: saturation, direct, records in detail, no direct return. */
export function strategy(rules: Partial<Strategy> = {}): RoutingInput {
  const defaults = { settingsVersion: 1, method: 'saturation', directReturnMs: 0, detailed: true } as const;
  return { type: 'strategy_configured', data: { ...defaults, ...rules } };
}

export function agentWith(agentId: string, rules: Partial<AgentRules> = {}): RoutingInput {
  return { type: 'agent_configured', data: { agentId, limit: 1, groupIds: ['sales'], ...rules } };
}

export function accepts(agentId: string, conversationId: string, n = 1): RoutingInput {
  const offerId = `${conversationId}.${n}`;
  return { type: 'offer_accepted', data: { commandId: `accept ${offerId}`, offerId, conversationId, agentId } };
}

export function refuses(agentId: string, conversationId: string, n = 1): RoutingInput {
  const offerId = `${conversationId}.${n}`;
  return { type: 'offer_refused', data: { commandId: `refuse ${offerId}`, offerId, conversationId, agentId } };
}

type To = { readonly agentId: string } | { readonly groupId: string };

export function assigns(
  by: string,
  conversationId: string,
  to: To,
  role: 'agent' | 'supervisor' = 'supervisor',
  order?: 'end' | 'front',
): RoutingInput {
  const asked = { commandId: `${by} assigns ${conversationId}`, conversationId, to, by, role };
  return { type: 'assign_requested', data: order === undefined ? asked : { ...asked, order } };
}

export function reprioritises(by: string, conversationId: string, priority: number): RoutingInput {
  return { type: 'priority_requested', data: { commandId: `${by} ranks`, conversationId, priority, by } };
}

export function closesByHand(by: string, conversationId: string): RoutingInput {
  return { type: 'close_requested', data: { commandId: `${by} closes`, conversationId, by } };
}

export function keepsWaiting(conversationId: string): RoutingInput {
  return { type: 'keep_waiting_requested', data: { commandId: `keep ${conversationId}`, conversationId } };
}

export function responds(agentId: string, conversationId: string): RoutingInput {
  return { type: 'agent_responded', data: { conversationId, agentId } };
}

export function wrapsUp(agentId: string, conversationId: string): RoutingInput {
  return { type: 'wrap_up_ended', data: { conversationId, agentId } };
}

export function writes(conversationId: string): RoutingInput {
  return { type: 'visitor_wrote', data: { conversationId } };
}

/** Unsaid: the whole workspace, among those online, the oldest first, for ever. */
export function mode(is: Mode, rules: Partial<ModeRules['pool']> & Partial<ModeRules> = {}): RoutingInput {
  const { among = 'online', order = 'oldest', timeoutMs = null, ...rest } = rules;
  return {
    type: 'mode_configured',
    data: { settingsVersion: 1, mode: is, ...rest, pool: { among, order, timeoutMs } },
  };
}

/** The last lease of the agent ran out. */
export function isGone(agentId: string, lostSecond: number): RoutingInput {
  return { type: 'agent_status', data: { agentId, status: 'offline', lostAt: seconds(lostSecond) } };
}
