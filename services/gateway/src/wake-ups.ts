// Every published event wakes the sockets it concerns. Nothing is kept: a socket reads what it needs from the log.
import { toConversationEvent, type RoutingDecision, type RoutingEvent } from '@frontdesk/contracts';
import { OnEvent, RecordContext } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { Worsening } from './place-watch.js';
import { Sessions } from './sessions.js';
import { TypingPreviews } from './typing-previews.js';

const SERVICE = 'gateway';

/** They change nothing of who has the conversation and how it stands. */
const OF_MESSAGES: ReadonlySet<string> = new Set([
  'conversation.message_added',
  'conversation.message_edited',
  'conversation.message_recalled',
  'conversation.messages_read',
  'conversation.visitor_read',
]);

@Controller()
export class WakeUps {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(TypingPreviews) private readonly previews: TypingPreviews,
  ) {}

  @OnEvent(
    SERVICE,
    'conversation.requested',
    'conversation.agent_requested',
    'conversation.queued',
    'conversation.offered',
    'conversation.offer_ended',
    'conversation.assigned',
    'conversation.requeued',
    'conversation.pooled',
    'conversation.transferred',
    'conversation.overflowed',
    'conversation.reprioritised',
    'conversation.wait_warned',
    'conversation.wait_extended',
    'conversation.submission_offered',
    'conversation.message_added',
    'conversation.message_edited',
    'conversation.message_recalled',
    'conversation.messages_read',
    'conversation.visitor_read',
    'conversation.closed',
    'conversation.rating_invited',
    'conversation.rated',
    'conversation.summarised',
    'conversation.locked',
    'conversation.unlocked',
    'conversation.visitor_lost',
    'conversation.visitor_returned',
    'conversation.transfer_requested',
    'conversation.transfer_request_ended',
    'conversation.transfer_failed',
    'conversation.reopened',
  )
  onConversation(@Payload() body: object, @Ctx() { record }: RecordContext): void {
    const { workspace, stream, type } = record;
    const said = OF_MESSAGES.has(type);
    this.sessions.conversationAdvanced(workspace, stream ?? '', toConversationEvent(record), !said);
    this.sessions.changed(workspace, ['inbox'], agentsIn([{ data: body }]));
  }

  @OnEvent(SERVICE, 'assignment.decided')
  onDecided(@Payload() { events }: RoutingDecision, @Ctx() { record }: RecordContext): void {
    this.sessions.queueMoved(record.workspace, worseningsIn(events));
    this.sessions.changed(record.workspace, ['queue', 'board'], agentsIn(events));
  }

  @OnEvent(
    SERVICE,
    'presence.agent_status_chosen',
    'presence.agent_status_changed',
    'presence.pending_status_set',
    'presence.pending_status_cleared',
    'presence.status_change_requested',
    'presence.status_change_settled',
  )
  onPresence(@Payload() body: object, @Ctx() { record }: RecordContext): void {
    this.sessions.changed(record.workspace, ['presence', 'board'], agentsIn([{ data: body }]));
  }

  @OnEvent(SERVICE, 'settings.document_saved', 'settings.document_removed')
  onSettings(@Ctx() { record }: RecordContext): void {
    this.previews.forget(record.workspace);
    this.sessions.changed(record.workspace, ['settings', 'board']);
  }

  @OnEvent(
    SERVICE,
    'submission.received',
    'submission.confirmed',
    'submission.withdrawn',
    'submission.assigned',
    'submission.accepted',
    'submission.replied',
    'submission.closed',
    'submission.reopened',
    'submission.rated',
    'submission.rating_given',
    'submission.became_conversation',
    'submission.delivery_planned',
    'submission.delivered',
    'submission.delivery_failed',
    'submission.delivery_retried',
  )
  onSubmission(@Ctx() { record }: RecordContext): void {
    this.sessions.changed(record.workspace, ['submissions']);
  }
}

/** The agents to whom something is given, or from whom it is taken: they are told first. */
function agentsIn(events: readonly { readonly data: object }[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { data } of events) {
    for (const name of ['agentId', 'fromAgentId', 'toAgentId'] as const) {
      const id = (data as Readonly<Record<string, unknown>>)[name];
      if (typeof id === 'string') found.add(id);
    }
  }
  return found;
}

/** Whoever came back had come earlier; everybody else who gets in between has a higher priority. */
function worseningsIn(events: readonly RoutingEvent[]): readonly Worsening[] {
  return events.flatMap((event) => {
    if (event.type !== 'place_worsened') return [];
    const { groupId, fromPosition, causedBy } = event.data;
    const back = events.some(
      ({ type, data }) => (type === 'requeued' || type === 'overflowed') && data.conversationId === causedBy,
    );
    return [{ groupId, fromPosition, cause: back ? 'returned' : 'priority' }];
  });
}
