// The presence service as the compositions see it.
import { PORTS, type ServiceDefinition } from '@frontdesk/nest';
import { Module } from '@nestjs/common';
import { Agents } from './agents.js';
import { Connections } from './connections.js';
import { LEASES } from './leases.js';
import { CreatePresence1763800000000 } from './migrations/create-presence.js';
import { PresenceController } from './presence-controller.js';
import { Reaper } from './reaper.js';
import { presenceRows } from './rows.js';
import { Visitors } from './visitors.js';

@Module({})
class PresenceModule {}

export const presenceService: ServiceDefinition = {
  name: 'presence',
  entities: [presenceRows],
  migrations: [CreatePresence1763800000000],
  consumes: [],
  module: (ports) => ({
    module: PresenceModule,
    controllers: [PresenceController],
    providers: [
      { provide: PORTS, useValue: ports },
      { provide: LEASES, useValue: ports.leases },
      Agents,
      Visitors,
      Reaper,
      Connections,
    ],
    exports: [Connections],
  }),
};
