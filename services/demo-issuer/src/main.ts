// The demo-issuer service as a process of its own.
import 'reflect-metadata';
import { runService } from '@frontdesk/runtime';
import { demoIssuer } from './index.js';

await runService(demoIssuer);
