// The submission service as a process of its own.
import 'reflect-metadata';
import { runService } from '@frontdesk/runtime';
import { submissionService } from './index.js';

await runService(submissionService);
