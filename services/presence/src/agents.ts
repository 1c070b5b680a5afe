// The agents' presence: facts, own row and routing's input in one append.
import { AggregateHandler } from '@frontdesk/engine';
import { PORTS, problemOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import {
  agentDecider,
  effectiveStatus,
  type AgentCommand,
  type AgentEvent,
  type AgentRefusal,
  type AgentState,
  type LossCause,
  type Status,
} from '@frontdesk/presence';
import { Inject, Injectable } from '@nestjs/common';
import { inputRecord, metaOf, type Origin } from './records.js';
import { writePresence } from './rows.js';

const streamOf = (agentId: string): string => `agent/${agentId}`;

@Injectable()
export class Agents {
  private readonly handler: AggregateHandler<Queryable, AgentState, AgentCommand, AgentEvent, AgentRefusal>;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: agentDecider, topic: 'presence.events' });
  }

  choose(workspace: string, agentId: string, status: Status, origin: Origin): Promise<void> {
    return this.handle(workspace, { type: 'choose', agentId, status, by: origin.actor }, origin);
  }

  /** Told by every connection that opens; news only from the first. */
  connect(workspace: string, agentId: string): Promise<void> {
    return this.handle(workspace, { type: 'connect', agentId }, { actor: agentId });
  }

  disconnect(workspace: string, agentId: string, cause: LossCause): Promise<void> {
    return this.handle(workspace, { type: 'disconnect', agentId, cause }, { actor: 'presence' });
  }

  private async handle(workspace: string, command: AgentCommand, origin: Origin): Promise<void> {
    const { agentId } = command;
    const stream = streamOf(agentId);
    // Another process may have written since: what would be no news to an old state may be news to today's.
    const { state } = await this.handler.load(workspace, stream);
    if (isNoNews(state, command)) return;
    const at = this.ports.clock.now();
    const meta = metaOf(this.ports, origin);
    const answer = await this.handler.handle({
      workspace,
      stream,
      key: workspace,
      command,
      at,
      meta,
      also: (events) =>
        events.flatMap((event) => {
          if (event.type !== 'presence.agent_status_changed') return [];
          const data = { agentId, status: event.data.to };
          return [inputRecord(this.ports, workspace, { type: 'agent_status', data }, at, meta)];
        }),
      rows: (tx, after) => {
        const { intent, live } = after;
        const row = { workspace, kind: 'agent' as const, id: agentId, intent, live };
        return writePresence(tx, { ...row, effective: effectiveStatus(after), since: new Date(at) });
      },
    });
    if (answer.outcome === 'rejected') throw problemOf(answer.refusal);
    if (answer.outcome === 'refused') throw answer.refusal;
  }
}

/** Saves the append: beats and reloads ask far more often than anything changes. */
const isNoNews = (state: AgentState, command: AgentCommand): boolean =>
  (command.type === 'connect' && state.live) || (command.type === 'disconnect' && !state.live);
