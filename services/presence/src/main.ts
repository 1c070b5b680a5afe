// The presence service as a process of its own; its leases live in Redis.
import 'reflect-metadata';
import { embeddedLeases, runService } from '@frontdesk/runtime';
import { presenceService } from './index.js';

await runService(presenceService(embeddedLeases));
