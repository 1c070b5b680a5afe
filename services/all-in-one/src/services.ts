// The services of the product, in the order in which they come up.
import { assignmentQueue } from '@frontdesk/assignment-queue-service';
import { conversationService } from '@frontdesk/conversation-service';
import { demoIssuer } from '@frontdesk/demo-issuer';
import { gateway } from '@frontdesk/gateway-service';
import type { ServiceDefinition } from '@frontdesk/nest';
import { presenceService } from '@frontdesk/presence-service';
import { settingsService } from '@frontdesk/settings-service';
import { submissionService } from '@frontdesk/submission-service';

export const withoutDemo: readonly ServiceDefinition[] = [
  settingsService,
  presenceService,
  assignmentQueue,
  conversationService,
  submissionService,
  gateway,
];

/** As it starts on a laptop: with people who need no password. */
export const services: readonly ServiceDefinition[] = [demoIssuer, ...withoutDemo];
