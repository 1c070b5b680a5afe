// What settings and routing say in the chapters: statuses of the workspace's own, and whose conversations are.
import type { RoutingEvent } from '@frontdesk/contracts';

export const lunch = { id: 'lunch', name: 'Lunch', countsAs: 'busy' } as const;
export const away = { id: 'away', name: 'Away', countsAs: 'offline' } as const;
/** As it is shown. */
export const LUNCH = { id: 'lunch', name: 'Lunch' };

export const reason = {} as never;
export const assigned = (conversationId: string, agentId = 'ana'): RoutingEvent => ({
  type: 'assigned',
  data: {
    ...{ conversationId, visitorId: 'v', agentId, groupId: 'g', cause: 'arrival', arrivedAt: 0, waitedMs: 0, reason },
  },
});
export const released = (conversationId: string, agentId = 'ana'): RoutingEvent => ({
  type: 'released',
  data: { conversationId, agentId, visitorId: 'v' },
});
