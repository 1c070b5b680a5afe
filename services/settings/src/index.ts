// The settings service: documents over HTTP, their history, and what routing is told of them.
export { SettingsDocuments } from './documents.js';
export { seedDemo } from './seed-demo.js';
export { settingsService } from './settings-service.js';
