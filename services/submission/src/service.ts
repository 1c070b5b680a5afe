// The submission service as the compositions see it.
import type { ServiceDefinition } from '@frontdesk/nest';
import { CreateSubmission1764000000000 } from './migrations/1764000000000-create-submission.js';
import { SubmissionRows } from './rows/submission-row.js';
import { submissionModule } from './submission.module.js';
import { ASSIGNMENT_DECISIONS } from './topics.js';

export const submissionService: ServiceDefinition = {
  name: 'submission',
  entities: [SubmissionRows],
  migrations: [CreateSubmission1764000000000],
  consumes: [ASSIGNMENT_DECISIONS],
  module: submissionModule,
};
