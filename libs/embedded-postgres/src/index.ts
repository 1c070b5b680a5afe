// A real PostgreSQL beside the process: its binaries come by npm, its data lives in one folder.
export { createDatabaseIfMissing } from './create-database.js';
export { acquireDataFolder, type AcquireOptions, type DataFolder } from './data-folder.js';
export { FolderInUse } from './folder-lock.js';
export { FormatTooNew, type FormatState } from './format.js';
export { keepRunning } from './keep-running.js';
export { startEmbeddedPostgres, type EmbeddedPostgres, type StartOptions } from './server.js';
