// The presence service as the compositions see it.
import { PORTS, type ServiceDefinition } from '@frontdesk/nest';
import { Module } from '@nestjs/common';
import { AgentPresenceController } from './agents-controller.js';
import { Agents } from './agents.js';
import { Connections } from './connections.js';
import { Deadlines } from './deadlines.js';
import { Held } from './held.js';
import { LEASES } from './leases.js';
import { CreatePresence1763800000000 } from './migrations/create-presence.js';
import { ExtendPresence1764200000000 } from './migrations/extend-presence.js';
import { KeepWrapUps1764300000000 } from './migrations/keep-wrap-ups.js';
import { PresenceController } from './presence-controller.js';
import { PresenceSettings } from './presence-settings.js';
import { Reactions } from './reactions.js';
import { Reaper } from './reaper.js';
import { presenceRows, statusRequestRows } from './rows.js';
import { PresenceViews } from './views.js';
import { Visitors } from './visitors.js';

@Module({})
class PresenceModule {}

export const presenceService: ServiceDefinition = {
  name: 'presence',
  entities: [presenceRows, statusRequestRows],
  migrations: [CreatePresence1763800000000, ExtendPresence1764200000000, KeepWrapUps1764300000000],
  consumes: { 'settings.events': 'a turn later', 'assignment.decisions': 'a moment later' },
  module: (ports) => ({
    module: PresenceModule,
    controllers: [PresenceController, AgentPresenceController, Reactions],
    providers: [
      { provide: PORTS, useValue: ports },
      { provide: LEASES, useValue: ports.leases },
      PresenceSettings,
      Held,
      Agents,
      Visitors,
      Reaper,
      Deadlines,
      Connections,
      PresenceViews,
    ],
    exports: [Connections],
  }),
};
