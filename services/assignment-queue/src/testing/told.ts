// What the other services tell routing, in short.
import type { RoutingInput } from '@frontdesk/contracts';
import type { Strategy } from '@frontdesk/routing';

export const strategy = (more: Partial<Strategy> = {}): RoutingInput => ({
  type: 'strategy_configured',
  data: { settingsVersion: 1, method: 'saturation', directReturnMs: 0, detailed: true, ...more },
});
export const agent = (agentId: string, limit: number, groupIds = ['support']): RoutingInput => ({
  type: 'agent_configured',
  data: { agentId, limit, groupIds },
});
export const status = (agentId: string, is: 'online' | 'busy' | 'offline'): RoutingInput => ({
  type: 'agent_status',
  data: { agentId, status: is },
});
export const group = (groupId: string, queue: object = {}): RoutingInput => ({
  type: 'group_configured',
  data: {
    ...{ groupId, settingsVersion: 1 },
    queue: { enabled: true, maxLength: null, maxWaitMs: null, abandonAfterMs: 600_000, ...queue },
    consequences: { full: 'submission', timeout: 'submission', outOfHours: 'submission', nobodyOnline: 'queue' },
  },
});
