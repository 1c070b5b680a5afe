// What the service is made of.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import type { DynamicModule } from '@nestjs/common';
import { Leaving } from './commands/leaving.js';
import { Submissions } from './commands/submissions.js';
import { SubmissionsController } from './http/submissions.controller.js';
import { DecisionsReaction } from './reactions/decisions.reaction.js';

class SubmissionModule {}

export const submissionModule = (ports: ServicePorts): DynamicModule => ({
  module: SubmissionModule,
  controllers: [SubmissionsController, DecisionsReaction],
  providers: [{ provide: PORTS, useValue: ports }, Submissions, Leaving],
});
