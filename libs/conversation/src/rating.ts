// Decisions about what a visitor thinks of it: who may ask, when it may be said, and until when it may be said anew.
import { ratingTerm, rejected } from '@frontdesk/kernel';
import type { Actor, ConversationCommand } from './command.js';
import { strangers, type Answer } from './messages.js';
import type { ConversationState } from './state.js';

/** Asking twice is asking once; who has rated is not asked again. */
export function inviteRating(state: ConversationState, actor: Actor, templateId: string): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (state.servedBy === null)
    return rejected('not_served', 'Nobody has served this visitor yet: there is nothing to rate.');
  if (state.ratingInvited || state.rated !== null) return [];
  return [{ type: 'conversation.rating_invited', data: { templateId, by: actor.id } }];
}

type Rate = Extract<ConversationCommand, { readonly type: 'rate' }>;

/** The visitor's alone, whether or not it has ended. */
export function rate(state: ConversationState, { actor, rating, terms, at }: Rate): Answer {
  const stranger = strangers(state, actor);
  if (stranger !== null) return stranger;
  if (actor.kind !== 'visitor') return rejected('not_the_owner', 'Only its visitor rates a conversation.');
  if (state.servedBy === null)
    return rejected('not_served', 'Nobody has served you here yet: there is nothing to rate.');
  const { rated } = state;
  const earlier = rated && { rating: rated, changeableUntil: rated.changeableUntil };
  const term = ratingTerm(earlier, { rating, at, isOpen: isOpen(state, terms, at), changeMs: terms.changeMs });
  if (term === 'same') return [];
  if (term === 'final')
    return rejected('rating_final', 'You have rated this conversation already; the time to change it is over.');
  if (term === 'not_open') return rejected('rating_not_open', 'This conversation cannot be rated now.');
  const { templateId, kind, score, tags, text, solved } = rating;
  const about = { agentId: state.servedBy, groupId: state.groupId ?? '' };
  const data = { templateId, kind, score, tags, text, solved, ...about, ...term };
  return [{ type: 'conversation.rated', data }];
}

function isOpen({ ratingInvited, status }: ConversationState, terms: Rate['terms'], at: number): boolean {
  if (terms.openUntil !== null && at >= terms.openUntil) return false;
  return ratingInvited || terms.anyTime || (terms.atEnd && status === 'closed');
}
