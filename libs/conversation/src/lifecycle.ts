// Decisions about how a conversation begins, moves on and ends.
import { rejected } from '@frontdesk/kernel';
import type { Actor, ConversationCommand, TypedMessage } from './command.js';
import type { ConversationRequested } from './event.js';
import { messageAdded, strangers, unknownConversation, type Answer } from './messages.js';
import type { ConversationState } from './state.js';
import { cleaned, lengthErrors, MAX_NAME, MAX_PAGE } from './text.js';

/** With a first message both facts are one answer, so that no agent ever meets a silent visitor who has spoken. */
export function start(state: ConversationState, request: ConversationRequested, first: TypedMessage | null): Answer {
  if (state.status !== 'none') return [];
  const visitorName = cleaned(request.visitorName);
  const page = request.page === null ? null : cleaned(request.page);
  const errors = [...lengthErrors('/visitorName', visitorName, MAX_NAME), ...lengthErrors('/page', page, MAX_PAGE)];
  if (errors.length > 0) return rejected('invalid_conversation', 'This conversation cannot be started.', errors);
  const said = first === null ? [] : messageAdded({ kind: 'visitor', id: request.visitorId }, first);
  if ('rejected' in said) return said;
  return [{ type: 'conversation.requested', data: { ...request, visitorName, page } }, ...said];
}

type Recorded = Extract<ConversationCommand, { readonly type: `record_${string}` }>;

/** Takes in what the engine decided. Deciding is the engine's alone: nothing here refuses, it only is not news. */
export function record(state: ConversationState, decided: Recorded): Answer {
  if (state.status === 'none') return unknownConversation();
  // The close is on its way to the engine and frees there what this decision took.
  if (state.status === 'closed') return [];
  switch (decided.type) {
    case 'record_queued': {
      const { groupId, position } = decided;
      const news = state.status === 'requested' || (state.status === 'queued' && state.groupId !== groupId);
      return news ? [{ type: 'conversation.queued', data: { groupId, position } }] : [];
    }
    case 'record_assigned': {
      const { agentId, agentName, groupId, waitedMs, cause } = decided;
      if (state.agentId === agentId) return [];
      return [{ type: 'conversation.assigned', data: { agentId, agentName, groupId, waitedMs, cause } }];
    }
    case 'record_offered':
      if (state.status === 'submission_offered' || state.status === 'assigned') return [];
      return [{ type: 'conversation.submission_offered', data: { reason: decided.reason } }];
    case 'record_ended': {
      const { reason, by, why } = decided;
      return [{ type: 'conversation.closed', data: { reason, by, why } }];
    }
  }
}

/** Closing twice is closing once. */
export function close(state: ConversationState, actor: Actor): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (state.status === 'closed') return [];
  // A supervisor who closes their own conversation does it as its agent.
  const by = actor.kind === 'agent' && actor.id !== state.agentId ? 'supervisor' : actor.kind;
  return [{ type: 'conversation.closed', data: { reason: by, by, why: null } }];
}
