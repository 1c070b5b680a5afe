// The conversation service as a process of its own.
import 'reflect-metadata';
import { runService } from '@frontdesk/runtime';
import { conversationService, DEMO_SITE, Sites } from './index.js';

await runService(conversationService, (running) => running.app.get(Sites, { strict: false }).ensure(DEMO_SITE));
