// Runs one command on one delivery: facts and row in one append. Its lane is its submission's.
import { AggregateHandler, type Handled } from '@frontdesk/engine';
import type { RecordMeta } from '@frontdesk/journal';
import { PORTS, type Queryable, type ServicePorts } from '@frontdesk/nest';
import {
  deliveryDecider,
  type DeliveryCommand,
  type DeliveryFact,
  type DeliveryRefusal,
  type DeliveryState,
} from '@frontdesk/submission';
import { Inject, Injectable } from '@nestjs/common';
import { projectDelivery } from '../rows/project-delivery.js';
import { SUBMISSION_EVENTS } from '../topics.js';

export interface DeliveryOrder {
  readonly workspace: string;
  readonly deliveryId: string;
  readonly submissionId: string;
  readonly command: DeliveryCommand;
  readonly meta: RecordMeta;
}

@Injectable()
export class Deliveries {
  private readonly handler: AggregateHandler<Queryable, DeliveryState, DeliveryCommand, DeliveryFact, DeliveryRefusal>;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: deliveryDecider, topic: SUBMISSION_EVENTS });
  }

  run(order: DeliveryOrder): Promise<Handled<DeliveryState, DeliveryRefusal>> {
    const { workspace, deliveryId, submissionId, command, meta } = order;
    return this.handler.handle({
      ...{ workspace, stream: deliveryId, key: submissionId, command, at: this.ports.clock.now(), meta },
      rows: async (tx, _state, _version, stored) => projectDelivery(tx, stored),
    });
  }
}
