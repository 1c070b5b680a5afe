// The memory journal keeps the contract, and the contract catches journals that don't.
import { journalContract, memoryHarness } from './testing/index.js';

journalContract('the memory journal', memoryHarness);
