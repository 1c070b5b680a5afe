// Runs one command on one conversation: facts, rows and what the engine must hear in one append.
import {
  conversationDecider,
  type ConversationCommand,
  type ConversationFact,
  type ConversationRefusal,
  type ConversationRequested,
  type ConversationState,
} from '@frontdesk/conversation';
import type { Principal, RoutingInput } from '@frontdesk/contracts';
import { AggregateHandler, type Handled } from '@frontdesk/engine';
import type { NewRecord, Position, RecordMeta, StoredRecord } from '@frontdesk/journal';
import { notFound, PORTS, problemOf, ProblemException, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { ConversationRow } from '../rows/conversation-row.js';
import { projectConversation } from '../rows/project-conversation.js';
import { ASSIGNMENT_INPUTS, CONVERSATION_EVENTS } from '../topics.js';
import { metaOf } from './actor.js';

export interface Order {
  readonly workspace: string;
  readonly conversationId: string;
  readonly command: ConversationCommand;
  readonly meta: RecordMeta;
  readonly position?: Position;
  /** More rows for the same append. */
  readonly rows?: (tx: Queryable) => Promise<void>;
}

export interface Asked {
  readonly state: ConversationState;
  readonly row: ConversationRow | null;
  readonly records: readonly StoredRecord[];
}

@Injectable()
export class Conversations {
  private readonly handler: AggregateHandler<
    Queryable,
    ConversationState,
    ConversationCommand,
    ConversationFact,
    ConversationRefusal
  >;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: conversationDecider, topic: CONVERSATION_EVENTS });
  }

  /** `row`: the conversation's row as the append has left it; null when that has to be read. */
  async run(order: Order): Promise<Handled<ConversationState, ConversationRefusal> & { row: ConversationRow | null }> {
    const { workspace, conversationId, command, meta, position, rows } = order;
    const at = this.ports.clock.now();
    let row: ConversationRow | null = null;
    const handled = await this.handler.handle({
      ...{ workspace, stream: conversationId, key: conversationId, command, at, meta },
      ...(position === undefined ? {} : { positions: [position] }),
      also: (facts, state) =>
        inputsOf(command, conversationId, facts, state).map((input) => this.inputRecord(order, at, input)),
      rows: async (tx, _state, _version, stored) => {
        row = await projectConversation(tx, stored);
        await rows?.(tx);
      },
    });
    return { ...handled, row };
  }

  /** A caller's command, whose refusal is the problem that they are answered with. */
  async ask(
    principal: Principal,
    conversationId: string,
    requestId: string,
    command: ConversationCommand,
  ): Promise<Asked> {
    const { workspace } = principal;
    const meta = metaOf(principal, requestId);
    const handled = await this.run({ workspace, conversationId, command, meta });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    if (handled.outcome !== 'done') throw new Error(`a command of a caller was answered ${handled.outcome}`);
    return handled;
  }

  /** Keyed by workspace: the routing domain whose engine has to hear it. */
  private inputRecord({ workspace, meta }: Order, at: number, { type, data }: RoutingInput): NewRecord {
    const id = this.ports.ids.next();
    return { id, topic: ASSIGNMENT_INPUTS, key: workspace, workspace, type, stream: null, at, meta, data };
  }
}

/** What the engine decided itself it is never told back. */
function inputsOf(
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
    if (fact.type === 'conversation.message_added') {
      // The first one of the agent who has it, told whether or not somebody waits for it: settings reach the engine and
      // this service at different moments, and an answer that was not told would cost the agent the conversation (D7).
      const first = fact.data.author.kind === 'agent' && state.respondedAt === state.sequence;
      return first ? [{ type: 'agent_responded', data: { conversationId, agentId: fact.data.author.id } }] : [];
    }
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
  const { agentId, requiredSkills, result, blocked } = request;
  return {
    type: 'conversation_requested',
    data: {
      ...{ conversationId, visitorId, channel, language, groupId, priority, ruleId, settingsVersion },
      ...(agentId === undefined ? {} : { agentId }),
      ...(requiredSkills === undefined ? {} : { requiredSkills }),
      ...(result === undefined ? {} : { result }),
      ...(blocked === undefined ? {} : { blocked }),
    },
  };
}

/** A refusal as the problem that leaves; what is not the caller's does not exist. */
export function problemFor(refusal: ConversationRefusal): ProblemException {
  return refusal.rejected === 'unknown_conversation' ? notFound('conversation') : problemOf(refusal);
}
