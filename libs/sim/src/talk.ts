// A conversation, as small as it can be: asked for once, closed once. Enough for two replicas to fight over.
import { rejected, type Decider, type Fact, type Rejected } from '@frontdesk/kernel';
import type { ConversationClosed, ConversationRequested } from '@frontdesk/routing';

export type TalkCommand =
  | { readonly type: 'request'; readonly data: ConversationRequested }
  | { readonly type: 'close'; readonly data: ConversationClosed };

export type TalkFact = Fact &
  (
    | { readonly type: 'conversation.requested'; readonly data: ConversationRequested }
    | { readonly type: 'conversation.closed'; readonly data: ConversationClosed }
  );

export interface Talk {
  readonly status: 'none' | 'open' | 'closed';
}

export const talkDecider: Decider<Talk, TalkCommand, TalkFact, Rejected> = {
  initial: () => ({ status: 'none' }),
  decide(talk, command) {
    if (command.type === 'request')
      return talk.status === 'none' ? [{ type: 'conversation.requested', data: command.data }] : [];
    if (talk.status === 'none') return rejected('not_found', 'There is no such conversation.');
    return talk.status === 'open' ? [{ type: 'conversation.closed', data: command.data }] : [];
  },
  evolve: (_talk, fact) => ({ status: fact.type === 'conversation.requested' ? 'open' : 'closed' }),
};

/** What a fact of the conversation means to the engine. */
export const inputFrom = ({ type, data }: TalkFact): { readonly type: string; readonly data: unknown } => ({
  type: type === 'conversation.requested' ? 'conversation_requested' : 'conversation_closed',
  data,
});
