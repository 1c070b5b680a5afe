// The visitors' presence: facts, own row and routing's input in one append.
import { AggregateHandler } from '@frontdesk/engine';
import type { Rejected, Instant } from '@frontdesk/kernel';
import { PORTS, type Queryable, type ServicePorts } from '@frontdesk/nest';
import {
  visitorDecider,
  type LossCause,
  type VisitorCommand,
  type VisitorEvent,
  type VisitorState,
} from '@frontdesk/presence';
import { Inject, Injectable } from '@nestjs/common';
import type { RoutingInput } from '@frontdesk/contracts';
import { inputRecord, metaOf } from './records.js';
import { deleteVisitor, writePresence } from './rows.js';

@Injectable()
export class Visitors {
  private readonly handler: AggregateHandler<Queryable, VisitorState, VisitorCommand, VisitorEvent, Rejected>;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: visitorDecider, topic: 'presence.events' });
  }

  connect(workspace: string, visitorId: string): Promise<void> {
    return this.handle(workspace, { type: 'connect', visitorId });
  }

  lose(workspace: string, visitorId: string, lastBeatAt: Instant, cause: LossCause): Promise<void> {
    return this.handle(workspace, { type: 'lose', visitorId, lastBeatAt, cause });
  }

  private async handle(workspace: string, command: VisitorCommand): Promise<void> {
    const { visitorId } = command;
    const stream = `visitor/${visitorId}`;
    const { state } = await this.handler.load(workspace, stream);
    if (state.live === (command.type === 'connect')) return;
    const at = this.ports.clock.now();
    const meta = metaOf(this.ports, { actor: command.type === 'connect' ? visitorId : 'presence' });
    const answer = await this.handler.handle({
      workspace,
      stream,
      key: workspace,
      command,
      at,
      meta,
      also: (events) => events.map((event) => inputRecord(this.ports, workspace, inputOf(event), at, meta)),
      rows: (tx, { live }) => {
        if (!live) return deleteVisitor(tx, workspace, visitorId);
        const row = { workspace, kind: 'visitor' as const, id: visitorId, live, since: new Date(at), ...NO_CHOICE };
        return writePresence(tx, row);
      },
    });
    if (answer.outcome === 'refused') throw answer.refusal;
  }
}

/** Visitors choose nothing: who has a row is there. */
const NO_CHOICE = {
  intent: null,
  effective: { status: 'online' as const },
  cause: null,
  idle: false,
  idleDue: null,
  pending: null,
};

function inputOf(event: VisitorEvent): RoutingInput {
  if (event.type === 'presence.visitor_connected') return { type: 'visitor_connected', data: event.data };
  const { visitorId, lastBeatAt } = event.data;
  return { type: 'visitor_lost', data: { visitorId, lastBeatAt } };
}
