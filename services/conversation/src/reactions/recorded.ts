// What an event of the engine is to the conversation that it names.
import type { Recorded } from '@frontdesk/conversation';
import type { RoutingEvent } from '@frontdesk/contracts';

/** Refusals with a reason of their own; the others are told by `why`. */
const REFUSED: Readonly<Record<string, 'agent_offline' | 'blocked'>> = {
  agent_lost: 'agent_offline',
  blocked: 'blocked',
};

type NameOf = (agentId: string) => string;

/** Null: loads, settings, presence, refused commands; the engine's own affairs, or only the asker's. */
export function recordedOf(event: RoutingEvent, nameOf: NameOf): Recorded | null {
  switch (event.type) {
    case 'assigned': {
      const { agentId, groupId, waitedMs, cause } = event.data;
      return { type: 'record_assigned', agentId, agentName: nameOf(agentId), groupId, waitedMs, cause };
    }
    case 'queued':
      return { type: 'record_queued', groupId: event.data.groupId, position: event.data.position };
    case 'offered':
    case 'offer_ended':
    case 'requeued':
    case 'pooled':
    case 'transferred':
      return movedTo(event, nameOf);
    case 'overflowed':
    case 'reprioritised':
    case 'wait_warned':
    case 'wait_extended':
      return { type: 'record_news', news: newsOf(event) };
    case 'submission_offered':
      return { type: 'record_offered', reason: event.data.why };
    case 'refused':
      return turnedAway(event.data);
    case 'command_refused':
      return { type: 'record_transfer_failed', requestId: event.data.commandId, reason: event.data.reason };
    case 'abandoned':
      return event.data.cause === 'left'
        ? { type: 'record_ended', reason: 'visitor', by: 'visitor', why: null }
        : { type: 'record_ended', reason: 'visitor_timeout', by: 'system', why: null };
    case 'timed_out':
      return event.data.pooled === true
        ? { type: 'record_ended', reason: 'unassigned_timeout', by: 'system', why: null }
        : { type: 'record_ended', reason: 'queue_timeout', by: 'system', why: 'timed_out' };
    case 'converted':
      return { type: 'record_ended', reason: 'converted', by: 'visitor', why: null };
    case 'closed_by_staff':
      return { type: 'record_ended', reason: 'supervisor', by: 'supervisor', why: null };
    default:
      return null;
  }
}

const turnedAway = ({ why, closing }: Extract<RoutingEvent, { type: 'refused' }>['data']): Recorded => ({
  ...{ type: 'record_ended', by: 'system', why },
  reason: closing === true ? 'closing_time' : (REFUSED[why] ?? 'refused'),
});

type MoveEvent = Extract<RoutingEvent, { type: 'offered' | 'offer_ended' | 'requeued' | 'pooled' | 'transferred' }>;

/** Who is asked, and where it goes on. */
function movedTo(event: MoveEvent, nameOf: NameOf): Recorded {
  switch (event.type) {
    case 'offered': {
      const { offerId, agentId, groupId, expiresAt } = event.data;
      return { type: 'record_agent_asked', offerId, agentId, agentName: nameOf(agentId), groupId, expiresAt };
    }
    case 'offer_ended': {
      const { offerId, agentId, how } = event.data;
      return { type: 'record_offer_ended', offerId, agentId, agentName: nameOf(agentId), outcome: how };
    }
    case 'requeued': {
      const { groupId, position, cause } = event.data;
      return { type: 'record_requeued', groupId, position, cause };
    }
    case 'pooled': {
      const { groupId, cause } = event.data;
      return { type: 'record_pooled', groupId, cause };
    }
    case 'transferred': {
      const { fromAgentId, toAgentId, groupId, by } = event.data;
      return { type: 'record_transferred', fromAgentId, toAgentId, toAgentName: nameOf(toAgentId), groupId, by };
    }
  }
}

type NewsEvent = Extract<RoutingEvent, { type: 'overflowed' | 'reprioritised' | 'wait_warned' | 'wait_extended' }>;
type News = Extract<Recorded, { type: 'record_news' }>['news'];

function newsOf(event: NewsEvent): News {
  switch (event.type) {
    case 'overflowed': {
      const { fromGroupId, toGroupId, when } = event.data;
      return { type: 'conversation.overflowed', data: { fromGroupId, toGroupId, when } };
    }
    case 'reprioritised': {
      const { groupId, priority, position, by } = event.data;
      return { type: 'conversation.reprioritised', data: { groupId, priority, position, by } };
    }
    case 'wait_warned':
      return { type: 'conversation.wait_warned', data: { timeoutAt: event.data.timeoutAt } };
    case 'wait_extended': {
      const { timeoutAt, left } = event.data;
      return { type: 'conversation.wait_extended', data: { timeoutAt, left } };
    }
  }
}

/** The agents whose names a recording of this event needs. */
export function agentsIn(event: RoutingEvent): readonly string[] {
  switch (event.type) {
    case 'assigned':
    case 'offered':
    case 'offer_ended':
      return [event.data.agentId];
    case 'transferred':
      return [event.data.toAgentId];
    default:
      return [];
  }
}
