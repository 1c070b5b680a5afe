// The journal on Postgres: embedded and server, one code.
export { journalMigration, migrateJournal } from './migration.js';
export { createPostgresJournal, type PostgresJournal, type PostgresJournalOptions } from './postgres-journal.js';
export { restoreJournal, RestoreRefused, type KeptLane, type LaneRestored, type Restore } from './restore.js';
export { SteadyClient } from './steady-client.js';
export { type PgTx } from './transaction.js';
