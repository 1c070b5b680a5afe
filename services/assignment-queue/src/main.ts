// The assignment-queue service as a process of its own.
import 'reflect-metadata';
import { runService } from '@frontdesk/runtime';
import { assignmentQueue } from './index.js';

await runService(assignmentQueue);
