// The settings service as the compositions see it.
import { PORTS, type ServiceDefinition, type ServicePorts } from '@frontdesk/nest';
import { Module } from '@nestjs/common';
import { DocumentRoutes } from './document-routes.js';
import { SettingsDocuments } from './documents.js';
import { SettingsHistory } from './history.js';
import { HoursClock } from './hours-clock.js';
import { CreateDocuments1763800000000 } from './migrations/create-documents.js';
import { AgentSettingsController, GroupSettingsController } from './named-controllers.js';
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
  migrations: [CreateDocuments1763800000000],
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
    ],
    providers: [{ provide: PORTS, useValue: ports }, HoursClock, SettingsDocuments, SettingsHistory, DocumentRoutes],
    exports: [SettingsDocuments],
  }),
};
