// A principal as the conversation core knows actors, and as records name them.
import type { Actor } from '@frontdesk/conversation';
import type { Principal } from '@frontdesk/contracts';
import type { RecordMeta } from '@frontdesk/journal';

const LEADS = ['owner', 'admin', 'supervisor'] as const;

/** May move, answer and close what others have. */
export const leads = ({ roles }: Principal): boolean => LEADS.some((role) => roles.includes(role));

export const isVisitor = ({ roles }: Principal): boolean => roles.includes('visitor');

/** @param name what the visitor sees of an agent */
export function actorOf({ id, roles }: Principal, name: string): Actor {
  if (roles.includes('visitor')) return { kind: 'visitor', id };
  return { kind: 'agent', id, name, supervisor: LEADS.some((role) => roles.includes(role)) };
}

export const metaOf = (principal: Principal, requestId: string): RecordMeta => ({
  actor: principal.id,
  correlationId: requestId,
  causationId: null,
  requestId,
});
