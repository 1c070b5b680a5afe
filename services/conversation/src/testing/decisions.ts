// What an engine may decide about a visitor who asks, as the specs script it.
import type { RoutingEvent } from '@frontdesk/contracts';

export type Deciding = (conversationId: string, visitorId: string) => RoutingEvent | null;

const reason = {
  ...{ ruleVersion: 1, settingsVersion: 1, ruleId: null, candidates: [], tieBreak: null },
  excluded: { offline: 0, busy: 0, full: 0 },
};

/** What every decision about them says. */
export const arrived = (conversationId: string, visitorId: string) => ({
  ...{ conversationId, visitorId, groupId: 'support', arrivedAt: 0, reason },
});

/** Ana takes them at once. */
export const assigned = (conversationId: string, visitorId: string): Extract<RoutingEvent, { type: 'assigned' }> => ({
  type: 'assigned',
  data: { ...arrived(conversationId, visitorId), agentId: 'ana', cause: 'arrival', waitedMs: 0 },
});
