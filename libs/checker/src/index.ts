// The independent reader of exported logs. Imports nothing of ours: shared code would share its faults.
export { checkLog, type CheckOptions, type CheckReport } from './check-log.js';
export { type Finding, type Law } from './finding.js';
export { type LedgerSummary, type Outcome } from './ledger.js';
