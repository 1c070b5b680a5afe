// What the service is made of.
import { FileLinks, Orphans, PORTS, type ServicePorts } from '@frontdesk/nest';
import type { DynamicModule } from '@nestjs/common';
import { Deliveries } from './commands/deliveries.js';
import { Leaving } from './commands/leaving.js';
import { Replying } from './commands/replying.js';
import { Submissions } from './commands/submissions.js';
import { Turns } from './commands/turns.js';
import { Courier } from './delivery/courier.js';
import { WebhookSecrets } from './delivery/webhook-secrets.js';
import { AttachedFiles } from './files/attached-files.js';
import { AttachmentUploads } from './files/attachment-uploads.js';
import { ConversationController } from './http/conversation.controller.js';
import { DeliveriesController } from './http/deliveries.controller.js';
import { DeskController } from './http/desk.controller.js';
import { ExportController } from './http/export.controller.js';
import { SubmissionFilesController } from './http/files.controller.js';
import { LeavingController } from './http/leaving.controller.js';
import { OwnController } from './http/own.controller.js';
import { DecisionsReaction } from './reactions/decisions.reaction.js';
import { FirstMessagesReaction } from './reactions/first-messages.reaction.js';
import { OwnReaction } from './reactions/own.reaction.js';
import { SettingsReaction } from './reactions/settings.reaction.js';
import { Finding } from './reads/finding.js';
import { Forms } from './reads/forms.js';
import { Rules } from './reads/rules.js';
import { Taking } from './reads/taking.js';
import { Threads } from './reads/thread.js';

class SubmissionModule {}

export const submissionModule = (ports: ServicePorts): DynamicModule => ({
  module: SubmissionModule,
  // The more exact paths come first.
  controllers: [
    ...[
      LeavingController,
      SubmissionFilesController,
      OwnController,
      DeliveriesController,
      ExportController,
      DeskController,
    ],
    ...[ConversationController, FirstMessagesReaction],
    ...[DecisionsReaction, OwnReaction, SettingsReaction],
  ],
  providers: [
    { provide: PORTS, useValue: ports },
    { provide: FileLinks, useValue: new FileLinks(ports, '/v1/submissions/files') },
    ...[AttachedFiles, AttachmentUploads, Orphans],
    ...[
      Submissions,
      Deliveries,
      Leaving,
      Replying,
      Turns,
      Rules,
      Taking,
      Forms,
      Finding,
      Threads,
      Courier,
      WebhookSecrets,
    ],
  ],
});
