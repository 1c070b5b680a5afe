// What the service is made of.
import { FileLinks, Orphans, PORTS, type ServicePorts } from '@frontdesk/nest';
import type { DynamicModule } from '@nestjs/common';
import { Blocked } from './commands/blocked.js';
import { Conversations } from './commands/conversations.js';
import { DecisionWaiter } from './commands/decision-waiter.js';
import { Directions } from './commands/directions.js';
import { Reopenings } from './commands/reopenings.js';
import { Transfers } from './commands/transfers.js';
import { Sayings } from './commands/sayings.js';
import { Starts } from './commands/starts.js';
import { FileUploads } from './files/file-uploads.js';
import { StoredFiles } from './files/stored-files.js';
import { ConversationActionsController } from './http/conversation-actions.controller.js';
import { ConversationsController } from './http/conversations.controller.js';
import { LifeController } from './http/life.controller.js';
import { RatingsController } from './http/ratings.controller.js';
import { SummariesController } from './http/summaries.controller.js';
import { FilesController } from './http/files.controller.js';
import { MessagesController } from './http/messages.controller.js';
import { Countries } from './http/country.js';
import { VisitedPagesController, VisitorsController } from './http/visitors.controller.js';
import { VisitedPages } from './visitors/pages.js';
import { Profiles } from './visitors/profiles.js';
import { Visitors } from './visitors/visitors.js';
import { VisitorSessionsController } from './http/visitor-sessions.controller.js';
import { DecisionsReaction } from './reactions/decisions.reaction.js';
import { PresenceReaction } from './reactions/presence.reaction.js';
import { LeftReaction } from './reactions/left.reaction.js';
import { SettingsReaction } from './reactions/settings.reaction.js';
import { SubmissionsReaction } from './reactions/submissions.reaction.js';
import { ConversationReads } from './reads/conversation-reads.js';
import { Directory } from './reads/directory.js';
import { RuleReads } from './reads/rules.js';
import { EarlierMessages } from './reads/earlier-messages.js';
import { KeptSettings } from './reads/kept-settings.js';
import { Identities } from './sessions/identities.js';
import { SigningKeys } from './sessions/signing-keys.js';
import { Sites } from './sessions/sites.js';
import { VisitorTokens } from './sessions/visitor-tokens.js';
import { Deadlines } from './timers/deadlines.js';

class ConversationModule {}

export const conversationModule = (ports: ServicePorts): DynamicModule => ({
  module: ConversationModule,
  controllers: [
    VisitorSessionsController,
    LifeController,
    ConversationsController,
    ConversationActionsController,
    RatingsController,
    SummariesController,
    MessagesController,
    FilesController,
    VisitorsController,
    VisitedPagesController,
    DecisionsReaction,
    SettingsReaction,
    SubmissionsReaction,
    PresenceReaction,
    LeftReaction,
  ],
  providers: [
    { provide: PORTS, useValue: ports },
    Conversations,
    DecisionWaiter,
    Directions,
    Blocked,
    Starts,
    Reopenings,
    Transfers,
    Sayings,
    StoredFiles,
    FileUploads,
    { provide: FileLinks, useValue: new FileLinks(ports, '/v1/files') },
    Orphans,
    EarlierMessages,
    KeptSettings,
    ConversationReads,
    RuleReads,
    Deadlines,
    Directory,
    SigningKeys,
    Sites,
    Identities,
    VisitorTokens,
    Visitors,
    Profiles,
    VisitedPages,
    Countries,
  ],
});
