// What the engine has to hear of a conversation's new facts.
import type { RoutingInput } from '@frontdesk/contracts';
import type {
  ConversationCommand,
  ConversationFact,
  ConversationReopened,
  ConversationRequested,
  ConversationState,
} from '@frontdesk/conversation';

/** What the engine decided itself it is never told back. */
export function inputsOf(
  command: ConversationCommand,
  conversationId: string,
  facts: readonly ConversationFact[],
  state: ConversationState,
): readonly RoutingInput[] {
  if (command.type.startsWith('record_')) return [];
  return facts.flatMap((fact): readonly RoutingInput[] => {
    if (fact.type === 'conversation.closed') {
      return [{ type: 'conversation_closed', data: { conversationId, by: fact.data.by } }];
    }
    if (fact.type === 'conversation.message_added' && fact.data.author.kind === 'visitor') {
      // Who of the pool is given out next may depend on it (I1).
      return state.status === 'pooled' ? [{ type: 'visitor_wrote', data: { conversationId } }] : [];
    }
    if (fact.type === 'conversation.message_added') {
      // The first one of the agent who has it, told whether or not somebody waits for it: settings reach the engine and
      // this service at different moments, and an answer that was not told would cost the agent the conversation (D7).
      const first = fact.data.author.kind === 'agent' && state.respondedAt === state.sequence;
      return first ? [{ type: 'agent_responded', data: { conversationId, agentId: fact.data.author.id } }] : [];
    }
    if (fact.type === 'conversation.reopened') return reopenInput(fact.data, state);
    if (fact.type.startsWith('conversation.transfer_')) return transferInput(fact, state);
    if (fact.type === 'conversation.agent_requested')
      return state.delayed === null ? [] : [requestInput(state.delayed)];
    // Routing hears of it with the first message (D9).
    if (fact.type !== 'conversation.requested' || fact.data.delayed === true) return [];
    return [requestInput(fact.data)];
  });
}

/** No name, no page: nothing personal enters the routing log. */
function requestInput(request: ConversationRequested): RoutingInput {
  const { conversationId, visitorId, channel, language, groupId, priority, ruleId, settingsVersion } = request;
  const { agentId, requiredSkills, mode, result, blocked } = request;
  return {
    type: 'conversation_requested',
    data: {
      ...{ conversationId, visitorId, channel, language, groupId, priority, ruleId, settingsVersion },
      ...(agentId === undefined ? {} : { agentId }),
      ...(requiredSkills === undefined ? {} : { requiredSkills }),
      ...(mode === undefined ? {} : { mode }),
      ...(result === undefined ? {} : { result }),
      ...(blocked === undefined ? {} : { blocked }),
    },
  };
}

/** Asked for as if it had just come: what it is, stands in the conversation; where it goes, was asked of the rules. */
function reopenInput(to: ConversationReopened, { about, visitorId }: ConversationState): readonly RoutingInput[] {
  if (about === null || visitorId === null) return [];
  const { conversationId, channel, language, visitorName } = about;
  const { by: _by, tried: _tried, ...direction } = to;
  return [requestInput({ conversationId, channel, language, visitorName, visitorId, page: null, ...direction })];
}

/** Once nobody's yes is missing; the engine's answer to it comes as a decision. */
function transferInput(fact: ConversationFact, { transfer, about }: ConversationState): readonly RoutingInput[] {
  const decided =
    fact.type === 'conversation.transfer_requested' || fact.type === 'conversation.transfer_request_ended';
  if (!decided || transfer?.approved !== true || about === null) return [];
  const { requestId: commandId, to, by, bySupervisor, order } = transfer;
  const role = bySupervisor ? 'supervisor' : 'agent';
  const asked = { commandId, conversationId: about.conversationId, to, by, role } as const;
  return [{ type: 'assign_requested', data: order === 'keep' ? asked : { ...asked, order } }];
}
