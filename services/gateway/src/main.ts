// The gateway service as a process of its own.
import 'reflect-metadata';
import { runService } from '@frontdesk/runtime';
import { gateway } from './index.js';

await runService(gateway);
