// A conversation's row as its readers see it.
import type { ConversationView, OfferReason } from '@frontdesk/contracts';
import type { ConversationRow } from '../rows/conversation-row.js';

/** Why a submission is offered, or why nobody could be reached at all; null otherwise. */
export function offerReasonOf({ state, outcome, offerReason }: ConversationRow): OfferReason | null {
  return state === 'submission_offered' || outcome === 'unavailable' ? offerReason : null;
}

/** `pictureUrl`: of the agent who has it. */
export function toView(
  row: ConversationRow,
  pictureUrl: string | null,
  more: Pick<ConversationView, 'place' | 'offer' | 'afterwards' | 'pool' | 'rating' | 'locked' | 'waysOn'>,
): ConversationView {
  const { conversationId, state, outcome, groupId, language, page, sequence, agentId } = row;
  return {
    ...{ conversationId, state, outcome, groupId, language, page, sequence, ...more },
    visitor: { visitorId: row.visitorId, name: row.visitorName, verified: row.verified },
    agent: agentId === null ? null : { agentId, name: row.agentName ?? agentId, pictureUrl },
    arrivedAt: row.arrivedAt.toISOString(),
    assignedAt: row.assignedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    closedReason: row.closedReason,
    lastMessage:
      row.lastAuthor === null || row.lastAt === null
        ? null
        : {
            ...{ author: row.lastAuthor, text: row.lastText ?? '', at: row.lastAt.toISOString() },
            ...(row.lastKind === null ? {} : { kind: row.lastKind }),
          },
    unread: row.unread.length,
  };
}
