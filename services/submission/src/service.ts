// The submission service as the compositions see it.
import { SettingRows, type ServiceDefinition } from '@frontdesk/nest';
import { CreateSubmission1764000000000 } from './migrations/1764000000000-create-submission.js';
import { GrowSubmission1764500000000 } from './migrations/1764500000000-grow-submission.js';
import { CreateWebhookSecrets1764600000000 } from './migrations/1764600000000-create-webhook-secrets.js';
import { KeepAttachments1764740000000 } from './migrations/1764740000000-keep-attachments.js';
import { RotateWebhookSecrets1764890000000 } from './migrations/1764890000000-rotate-webhook-secrets.js';
import { RateByTemplate1764900000000 } from './migrations/1764900000000-rate-by-template.js';
import { DeliveryRows } from './rows/delivery-row.js';
import { SubmissionRows } from './rows/submission-row.js';
import { submissionModule } from './submission.module.js';
import { ASSIGNMENT_DECISIONS, CONVERSATION_EVENTS, SETTINGS_EVENTS, SUBMISSION_EVENTS } from './topics.js';

export const submissionService: ServiceDefinition = {
  name: 'submission',
  entities: [SubmissionRows, DeliveryRows, SettingRows],
  migrations: [
    ...[CreateSubmission1764000000000, GrowSubmission1764500000000, CreateWebhookSecrets1764600000000],
    ...[KeepAttachments1764740000000, RotateWebhookSecrets1764890000000, RateByTemplate1764900000000],
  ],
  consumes: {
    // Whose place was given up for it is told a fifth of a second later: one reader fewer is woken by each hand-over.
    [ASSIGNMENT_DECISIONS]: 'a moment later',
    [CONVERSATION_EVENTS]: 'a moment later',
    [SETTINGS_EVENTS]: 'a turn later',
    [SUBMISSION_EVENTS]: 'a turn later',
  },
  module: submissionModule,
};
