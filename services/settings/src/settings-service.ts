// The settings service as the compositions see it.
import { PORTS, type ServiceDefinition, type ServicePorts } from '@frontdesk/nest';
import { Module } from '@nestjs/common';
import { DocumentRoutes } from './document-routes.js';
import { SettingsDocuments } from './documents.js';
import { SettingsHistory } from './history.js';
import { HoursClock } from './hours-clock.js';
import { CreateDocuments1763800000000 } from './migrations/create-documents.js';
import { CreatePeople1764200000000 } from './migrations/create-people.js';
import { AgentSettingsController, GroupSettingsController } from './named-controllers.js';
import { ApiKeysController } from './people/api-keys-controller.js';
import { ApiKeys } from './people/api-keys.js';
import { Members } from './people/members.js';
import { MeController, PeopleController } from './people/people-controller.js';
import { People } from './people/people-peer.js';
import { announcedRows, documentRows, workspaceRows } from './rows.js';
import {
  HoursSettingsController,
  QueueSettingsController,
  StrategySettingsController,
  SubmissionSettingsController,
} from './single-controllers.js';

@Module({})
class SettingsModule {}

export const settingsService: ServiceDefinition = {
  name: 'settings',
  entities: [documentRows, workspaceRows, announcedRows],
  migrations: [CreateDocuments1763800000000, CreatePeople1764200000000],
  consumes: [],
  module: (ports: ServicePorts) => ({
    module: SettingsModule,
    controllers: [
      AgentSettingsController,
      GroupSettingsController,
      QueueSettingsController,
      SubmissionSettingsController,
      HoursSettingsController,
      StrategySettingsController,
      ApiKeysController,
      PeopleController,
      MeController,
    ],
    providers: [
      { provide: PORTS, useValue: ports },
      HoursClock,
      SettingsDocuments,
      SettingsHistory,
      DocumentRoutes,
      ApiKeys,
      Members,
      People,
    ],
    exports: [SettingsDocuments],
  }),
};
