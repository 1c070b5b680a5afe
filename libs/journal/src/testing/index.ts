// The contract suites that every journal and every bus must pass, and what else tests of their users need.
export { busCases, busContract, type BusCase, type BusHarness, type MakeBus } from './bus-contract.js';
export { type JournalCase, type JournalHarness, type MakeJournal } from './harness.js';
export { journalCases, journalContract } from './journal-contract.js';
export { memoryHarness } from './memory-harness.js';
