// The presence service as a process of its own.
import 'reflect-metadata';
import { runService } from '@frontdesk/runtime';
import { presenceService } from './index.js';

await runService(presenceService);
