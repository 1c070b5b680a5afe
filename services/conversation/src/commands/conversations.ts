// Runs one command on one conversation: facts, rows and what the engine must hear in one append.
import {
  conversationDecider,
  nextDue,
  type ConversationCommand,
  type ConversationFact,
  type ConversationRefusal,
  type ConversationState,
  type Due,
} from '@frontdesk/conversation';
import type { Principal, RoutingInput } from '@frontdesk/contracts';
import { AggregateHandler, type Handled } from '@frontdesk/engine';
import type { NewRecord, Position, RecordMeta, StoredRecord } from '@frontdesk/journal';
import { notFound, PORTS, problemOf, ProblemException, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ConversationRows, type ConversationRow } from '../rows/conversation-row.js';
import { RuleReads, type Rules } from '../reads/rules.js';
import { waysOn } from '../reads/ways-on.js';
import { projectConversation } from '../rows/project-conversation.js';
import { saveDeadline } from '../timers/deadline-rows.js';
import { ASSIGNMENT_INPUTS, CONVERSATION_EVENTS } from '../topics.js';
import { inputsOf } from './routing-inputs.js';
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

  private tellDue: (at: number) => void = () => undefined;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(RuleReads) private readonly rules: RuleReads,
  ) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: conversationDecider, topic: CONVERSATION_EVENTS });
  }

  /** `row`: the conversation's row as the append has left it; null when that has to be read. */
  async run(order: Order): Promise<Handled<ConversationState, ConversationRefusal> & { row: ConversationRow | null }> {
    const { workspace, conversationId, meta, position, rows } = order;
    const inForce = await this.rules.of(workspace);
    const at = this.ports.clock.now();
    const command = { ...order.command, at, inForce };
    let row: ConversationRow | null = null;
    let due: Due | null = null;
    const handled = await this.handler.handle({
      ...{ workspace, stream: conversationId, key: conversationId, command, at, meta },
      ...(position === undefined ? {} : { positions: [position] }),
      also: (facts, state) =>
        inputsOf(command, conversationId, facts, state).map((input) => this.inputRecord(order, at, input)),
      rows: async (tx, state, _version, stored) => {
        row = await projectConversation(tx, stored);
        due = nextDue(state, inForce);
        if (due !== null || countsTime(state, inForce)) await saveDeadline(tx, workspace, conversationId, due);
        await rows?.(tx);
      },
    });
    if (due !== null) this.tellDue((due as Due).dueAt);
    return { ...handled, row };
  }

  /** Calls with the time of each deadline that is set here. */
  whenDue(call: (at: number) => void): void {
    this.tellDue = call;
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
    if (handled.outcome === 'rejected') throw await this.problemOf(workspace, conversationId, handled.refusal);
    if (handled.outcome !== 'done') throw new Error(`a command of a caller was answered ${handled.outcome}`);
    return handled;
  }

  /** Nobody writes into the void (P52): who meets a closed conversation is told where to go from there. */
  async problemOf(workspace: string, conversationId: string, refusal: ConversationRefusal): Promise<ProblemException> {
    if (refusal.rejected !== 'conversation_closed') return problemFor(refusal);
    const row = await this.ports.db.getRepository(ConversationRows).findOneBy({ workspace, conversationId });
    const { rules } = await this.rules.of(workspace);
    const ways = row === null ? [] : waysOn(row, rules, this.ports.clock.now());
    const reopen = ways.find(({ way }) => way === 'reopen');
    const again = reopen === undefined ? 'Start' : `Open it again (POST ${reopen.href}), start`;
    const detail = `This conversation has ended. ${again} a new one (POST /v1/conversations) or leave a message (POST /v1/submissions).`;
    return new ProblemException(refusal.rejected, detail, undefined, { waysOn: ways });
  }

  /** Keyed by workspace: the routing domain whose engine has to hear it. */
  private inputRecord({ workspace, meta }: Order, at: number, { type, data }: RoutingInput): NewRecord {
    const id = this.ports.ids.next();
    return { id, topic: ASSIGNMENT_INPUTS, key: workspace, workspace, type, stream: null, at, meta, data };
  }
}

/** Whether there may be a deadline to be taken back: most workspaces count nothing, and write nothing. */
const countsTime = ({ lastTransfer, transfer }: ConversationState, { rules }: Rules): boolean =>
  lastTransfer !== null ||
  transfer !== null ||
  rules.visitorLeftSeconds !== null ||
  [rules.agentSlow, rules.visitorIdle, rules.visitorTimeout].some(({ enabled }) => enabled);

/** A refusal as the problem that leaves; what is not the caller's does not exist. */
export function problemFor(refusal: ConversationRefusal): ProblemException {
  return refusal.rejected === 'unknown_conversation' ? notFound('conversation') : problemOf(refusal);
}
