// Decisions about how a conversation begins and ends by its people's own hand.
import { rejected } from '@frontdesk/kernel';
import type { Actor, TypedMessage } from './command.js';
import { automatic } from './automatic.js';
import type { ClosedReason, ConversationRequested } from './event.js';
import { messageAdded, strangers, unknownConversation, type Answer } from './messages.js';
import type { RulesInForce } from './rules.js';
import type { ConversationState } from './state.js';
import { summaryErrors } from './summary.js';
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

/** Closing twice is closing once. */
export function close(state: ConversationState, actor: Actor, required: readonly string[] = []): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (state.status === 'closed') return [];
  const owed = actor.kind === 'agent' && actor.id === state.agentId ? summaryErrors(state, required) : [];
  if (owed.length > 0)
    return rejected('summary_missing', 'Say first what it was about: the summary lacks what is required.', owed);
  // A supervisor who closes their own conversation does it as its agent.
  const by = actor.kind === 'agent' && actor.id !== state.agentId ? 'supervisor' : actor.kind;
  return [{ type: 'conversation.closed', data: { reason: by, by, why: null } }];
}

/** By the house itself, for a reason of its own. */
export function end(state: ConversationState, reason: ClosedReason): Answer {
  if (state.status === 'none') return unknownConversation();
  if (state.status === 'closed') return [];
  return [{ type: 'conversation.closed', data: { reason, by: 'system', why: null } }];
}

/** Welcomed each time, where the words are for each time. */
export function comeBack(state: ConversationState, inForce: RulesInForce | undefined): Answer {
  if (state.status === 'none' || state.status === 'closed' || inForce?.rules.welcome.when !== 'always') return [];
  return automatic('welcome', state, inForce);
}
