// gateway: the public origin. Pages, sockets, tickets; nothing durable of its own.
import { PORTS, type Patience, type ServiceDefinition } from '@frontdesk/nest';
import type { Topic } from '@frontdesk/contracts';
import { GatewayModule } from './gateway.module.js';

/** What is said in a conversation goes to its sockets; places, boards and lists are looked up when something has moved. */
const CONSUMES: Readonly<Record<Exclude<Topic, 'assignment.inputs'>, Patience>> = {
  'conversation.events': 'a turn later',
  'assignment.decisions': 'a moment later',
  'presence.events': 'a turn later',
  'visitor.events': 'a turn later',
  'submission.events': 'a turn later',
  'settings.events': 'a turn later',
};

export const gateway: ServiceDefinition = {
  name: 'gateway',
  entities: [],
  migrations: [],
  consumes: CONSUMES,
  everyReplica: true,
  module: (ports) => ({ module: GatewayModule, providers: [{ provide: PORTS, useValue: ports }] }),
};
