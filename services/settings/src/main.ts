// The settings service as a process of its own.
import 'reflect-metadata';
import { runService } from '@frontdesk/runtime';
import { seedDemo, SettingsDocuments, settingsService } from './index.js';

await runService(settingsService, (running) => seedDemo(running.app.get(SettingsDocuments, { strict: false }), 'demo'));
