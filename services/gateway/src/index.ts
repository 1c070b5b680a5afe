// gateway: the public origin. Pages, sockets, tickets; nothing durable of its own.
import { PORTS, type ServiceDefinition } from '@frontdesk/nest';
import { TOPICS } from '@frontdesk/contracts';
import { GatewayModule } from './gateway.module.js';

export const gateway: ServiceDefinition = {
  name: 'gateway',
  entities: [],
  migrations: [],
  consumes: Object.keys(TOPICS).filter((topic) => topic !== 'assignment.inputs'),
  everyReplica: true,
  yields: 'a turn',
  module: (ports) => ({ module: GatewayModule, providers: [{ provide: PORTS, useValue: ports }] }),
};
