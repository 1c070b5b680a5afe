// The settings service as the compositions see it.
import { PORTS, type ServiceDefinition, type ServicePorts } from '@frontdesk/nest';
import { Module } from '@nestjs/common';
import { HoursImportController } from './calendar/import-controller.js';
import { SettingsChanges } from './changes.js';
import { ConfigController } from './config-controller.js';
import { documentControllers } from './document-controllers.js';
import { DocumentRoutes } from './document-routes.js';
import { SettingsDocuments } from './documents.js';
import { SettingsHistory } from './history.js';
import { HoursClock } from './hours-clock.js';
import { HoursController } from './hours-controller.js';
import { CreateDocuments1763800000000 } from './migrations/create-documents.js';
import { GrowDocuments1764300000000 } from './migrations/grow-documents.js';
import { CreateIdentitySecrets1764400000000 } from './migrations/create-identity-secrets.js';
import { CreatePeople1764200000000 } from './migrations/create-people.js';
import { ApiKeysController } from './people/api-keys-controller.js';
import { ApiKeys } from './people/api-keys.js';
import { IdentitySecretsController } from './people/identity-secrets-controller.js';
import { KeySetsController } from './people/key-sets-controller.js';
import { Invitations } from './people/invitations.js';
import { Members } from './people/members.js';
import { MeController, PeopleController } from './people/people-controller.js';
import { SiteKeys } from './people/site-keys.js';
import { VisitorIdentities } from './people/visitor-identities.js';
import { People } from './people/people-peer.js';
import { RulesExplainController } from './rules-explain.js';
import { announcedRows, documentRows, workspaceRows } from './rows.js';

@Module({})
class SettingsModule {}

export const settingsService: ServiceDefinition = {
  name: 'settings',
  entities: [documentRows, workspaceRows, announcedRows],
  migrations: [
    CreateDocuments1763800000000,
    CreatePeople1764200000000,
    GrowDocuments1764300000000,
    CreateIdentitySecrets1764400000000,
  ],
  consumes: {},
  module: (ports: ServicePorts) => ({
    module: SettingsModule,
    controllers: [
      ConfigController,
      ...documentControllers,
      HoursController,
      HoursImportController,
      RulesExplainController,
      ApiKeysController,
      IdentitySecretsController,
      KeySetsController,
      PeopleController,
      MeController,
    ],
    providers: [
      { provide: PORTS, useValue: ports },
      HoursClock,
      SettingsChanges,
      SettingsDocuments,
      SettingsHistory,
      DocumentRoutes,
      ApiKeys,
      Members,
      Invitations,
      SiteKeys,
      VisitorIdentities,
      People,
    ],
    exports: [SettingsDocuments],
  }),
};
