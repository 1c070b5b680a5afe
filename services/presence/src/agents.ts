// The agents' presence: facts, own rows and routing's input in one append.
import { AggregateHandler } from '@frontdesk/engine';
import type { NewRecord, RecordMeta } from '@frontdesk/journal';
import type { Instant } from '@frontdesk/kernel';
import { PORTS, problemOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import {
  agentDecider,
  type AgentCommand,
  type AgentEvent,
  type AgentRefusal,
  type AgentState,
  type LossCause,
  type SettleRequest,
} from '@frontdesk/presence';
import { Inject, Injectable } from '@nestjs/common';
import { writeAgent } from './agent-rows.js';
import { Held } from './held.js';
import { idleMsOf, PresenceSettings } from './presence-settings.js';
import { inputRecord, metaOf, type Origin } from './records.js';

/** How long a supervisor has to answer who asks to leave online. */
export const ANSWER_WITHIN_MS = 5 * 60_000;

const ITSELF: Origin = { actor: 'presence' };
const streamOf = (agentId: string): string => `agent/${agentId}`;

/** What is chosen, and how. */
export interface Chosen {
  readonly status: string;
  readonly afterChat: boolean;
  /** Supervisors ask nobody. */
  readonly exempt: boolean;
  readonly connectionId?: string;
}

@Injectable()
export class Agents {
  private readonly handler: AggregateHandler<Queryable, AgentState, AgentCommand, AgentEvent, AgentRefusal>;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(PresenceSettings) private readonly settings: PresenceSettings,
    @Inject(Held) private readonly held: Held,
  ) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: agentDecider, topic: 'presence.events' });
  }

  /** Chosen by the agent or by somebody for them. @throws ProblemException unknown_status */
  async choose(workspace: string, agentId: string, chosen: Chosen, origin: Origin): Promise<AgentState> {
    const rules = await this.settings.of(workspace);
    const holding = await this.held.holds(workspace, agentId);
    const request = { requestId: this.ports.ids.next(), until: this.ports.clock.now() + ANSWER_WITHIN_MS };
    const by = origin.actor;
    const state = await this.handle(
      workspace,
      { type: 'choose', agentId, by, rules, holding, ...request, ...chosen },
      origin,
    );
    return this.applyIfDue(workspace, agentId, state);
  }

  /** @throws ProblemException request_settled: somebody or something else was first; not_found */
  async settle(
    workspace: string,
    agentId: string,
    requestId: string,
    outcome: SettleRequest['outcome'],
    origin: Origin = ITSELF,
  ): Promise<AgentState> {
    const holding = await this.held.holds(workspace, agentId);
    const by = origin.actor;
    const command = { type: 'settle_request', agentId, requestId, outcome, by, holding } as const;
    return this.applyIfDue(workspace, agentId, await this.handle(workspace, command, origin));
  }

  takeBackPending(workspace: string, agentId: string, origin: Origin): Promise<AgentState> {
    return this.handle(workspace, { type: 'take_back_pending', agentId, by: origin.actor }, origin);
  }

  /** The agent holds nothing any more. */
  lastConversationEnded(workspace: string, agentId: string): Promise<AgentState> {
    return this.handle(workspace, { type: 'last_conversation_ended', agentId }, ITSELF);
  }

  /** Told by every connection that opens; news only from the first. */
  connect(workspace: string, agentId: string, connectionId?: string): Promise<AgentState> {
    return this.handle(workspace, { type: 'connect', agentId, ...via(connectionId) }, { actor: agentId });
  }

  disconnect(workspace: string, agentId: string, cause: LossCause, connectionId?: string): Promise<AgentState> {
    return this.handle(workspace, { type: 'disconnect', agentId, cause, ...via(connectionId) }, ITSELF);
  }

  idle(workspace: string, agentId: string, lastActiveAt: Instant): Promise<AgentState> {
    return this.handle(workspace, { type: 'idle', agentId, lastActiveAt }, ITSELF);
  }

  activity(workspace: string, agentId: string, connectionId: string): Promise<AgentState> {
    return this.handle(workspace, { type: 'activity', agentId, connectionId }, { actor: agentId });
  }

  /** The last conversation may have ended while the choice was being written: whoever comes second sees the other. */
  private async applyIfDue(workspace: string, agentId: string, state: AgentState): Promise<AgentState> {
    if (state.pending === null || (await this.held.holds(workspace, agentId))) return state;
    return this.lastConversationEnded(workspace, agentId);
  }

  private async handle(workspace: string, command: AgentCommand, origin: Origin): Promise<AgentState> {
    const { agentId } = command;
    const stream = streamOf(agentId);
    // Another process may have written since: what would be no news to an old state may be news to today's.
    const { state } = await this.handler.load(workspace, stream);
    if (isNoNews(state, command)) return state;
    const idleMs = idleMsOf(await this.settings.of(workspace));
    const at = this.ports.clock.now();
    const meta = metaOf(this.ports, origin);
    const answer = await this.handler.handle({
      ...{ workspace, stream, key: workspace, command, at, meta },
      also: (events) => this.inputs(workspace, events, at, meta),
      rows: (tx, after, _version, stored) => writeAgent(tx, { workspace, agentId, at, state: after, idleMs, stored }),
    });
    if (answer.outcome === 'rejected') throw problemOf(answer.refusal);
    if (answer.outcome === 'refused') throw answer.refusal;
    return answer.outcome === 'done' ? answer.state : state;
  }

  /** What routing is told: what a status counts as, and since when an agent is lost who did not choose to go. */
  private inputs(
    workspace: string,
    events: readonly AgentEvent[],
    at: Instant,
    meta: RecordMeta,
  ): readonly NewRecord[] {
    const lost = events.some(({ type }) => type === 'presence.agent_disconnected') ? { lostAt: at } : {};
    return events.flatMap((event) => {
      if (event.type !== 'presence.agent_status_changed' || event.data.from === event.data.to) return [];
      const { agentId, to: status } = event.data;
      return [
        inputRecord(this.ports, workspace, { type: 'agent_status', data: { agentId, status, ...lost } }, at, meta),
      ];
    });
  }
}

const via = (connectionId: string | undefined): { readonly connectionId?: string } =>
  connectionId === undefined ? {} : { connectionId };

/** Saves the append: beats, reloads and decisions ask far more often than anything changes. */
function isNoNews(state: AgentState, { type }: AgentCommand): boolean {
  switch (type) {
    case 'connect':
      return state.live;
    case 'disconnect':
      return !state.live;
    case 'last_conversation_ended':
      return state.pending === null;
    case 'activity':
      return !state.idle;
    default:
      return false;
  }
}
