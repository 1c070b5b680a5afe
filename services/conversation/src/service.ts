// The conversation service as the compositions see it.
import { SettingRows, type ServiceDefinition } from '@frontdesk/nest';
import { conversationModule } from './conversation.module.js';
import { CreateConversation1764000000000 } from './migrations/1764000000000-create-conversation.js';
import { DecidedOnce1764100000000 } from './migrations/1764100000000-decided-once.js';
import { GrowSites1764300000000 } from './migrations/1764300000000-grow-sites.js';
import { KnowTheLastMessage1764400000000 } from './migrations/1764400000000-know-the-last-message.js';
import { RememberTheMode1764550000000 } from './migrations/1764550000000-remember-the-mode.js';
import { Ratings1764500000000 } from './migrations/1764500000000-ratings.js';
import { GoOn1764650000000 } from './migrations/1764650000000-go-on.js';
import { Summaries1764700000000 } from './migrations/1764700000000-summaries.js';
import { KeepFiles1764720000000 } from './migrations/1764720000000-keep-files.js';
import { Visitors1764730000000 } from './migrations/1764730000000-visitors.js';
import { ConversationRows } from './rows/conversation-row.js';
import { SiteRows } from './rows/site-row.js';
import { ASSIGNMENT_DECISIONS, PRESENCE_EVENTS, SETTINGS_EVENTS, SUBMISSION_EVENTS } from './topics.js';

export const conversationService: ServiceDefinition = {
  name: 'conversation',
  entities: [ConversationRows, SettingRows, SiteRows],
  migrations: [
    CreateConversation1764000000000,
    DecidedOnce1764100000000,
    GrowSites1764300000000,
    KnowTheLastMessage1764400000000,
    Ratings1764500000000,
    RememberTheMode1764550000000,
    GoOn1764650000000,
    Summaries1764700000000,
    KeepFiles1764720000000,
    Visitors1764730000000,
  ],
  consumes: {
    [ASSIGNMENT_DECISIONS]: 'at once',
    [SUBMISSION_EVENTS]: 'at once',
    [SETTINGS_EVENTS]: 'at once',
    [PRESENCE_EVENTS]: 'at once',
  },
  module: conversationModule,
};
