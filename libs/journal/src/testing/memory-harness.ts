// The memory journal as the contract wants it: each harness a new store, each second() a new handle on it.
import { createMemoryJournal, type MemoryTx } from '../memory-journal.js';
import { MemoryStore } from '../memory-store.js';
import { RowsRefused } from '../port.js';
import type { JournalHarness } from './harness.js';

export async function memoryHarness(): Promise<JournalHarness<MemoryTx>> {
  const store = new MemoryStore();
  const table = new Map<string, string>();
  const open = () => createMemoryJournal({ service: 'contract', store });
  return {
    journal: open(),
    second: async () => open(),
    rows: {
      put: async (tx, key, value) => {
        if (table.has(key)) throw new RowsRefused('taken', { key });
        tx.onCommit(() => void table.set(key, value));
      },
      get: async (key) => table.get(key) ?? null,
    },
    stop: async () => undefined,
  };
}
