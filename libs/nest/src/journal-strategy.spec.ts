// The transport takes every record in once, in order, and its positions follow: late, all lanes in one write.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createMemoryJournal, createTableBus, type Journal, type Position } from '@frontdesk/journal';
import { JournalStrategy } from './journal-strategy.js';
import { Metrics } from './metrics.js';

const TOPIC = 'tests.events';

function write<Tx>(journal: Journal<Tx>, ...ids: readonly string[]): Promise<unknown> {
  const meta = { actor: 'a', correlationId: 'c', causationId: null };
  const rest = { topic: TOPIC, workspace: 'w', type: 'tests.noted', stream: null, at: 1, meta, data: {} };
  return journal.append({ records: ids.map((id) => ({ ...rest, id, key: id })) });
}

async function strategyOn<Tx>(journal: Journal<Tx>, advance: (positions: readonly Position[]) => Promise<void>) {
  const strategy = new JournalStrategy({
    ...{
      handlers: 'tests',
      consumer: 'tests',
      topics: [{ topic: TOPIC }],
      bus: createTableBus(journal),
      advance,
      advanceAfterMs: 50,
    },
    positions: () => journal.positions('tests'),
    alarm: () => undefined,
    metrics: new Metrics('tests'),
    now: () => 1_001,
  });
  let taken = 0;
  strategy.addHandler('tests.noted', async () => void taken++, true);
  await new Promise<void>((resolve) => strategy.listen(() => resolve()));
  const until = async (count: number): Promise<void> => {
    while (taken < count) await sleep(5);
  };
  return { strategy, until };
}

test('positions of many batches and lanes go together, and all of them before it is closed', async () => {
  const journal = createMemoryJournal({ service: 'tests' });
  const writes: number[] = [];
  const { strategy, until } = await strategyOn(journal, (to) => (writes.push(to.length), journal.advance(to)));
  for (const id of ['a', 'b', 'a', 'c', 'a']) await write(journal, id);
  await until(5);
  await strategy.close();
  expect(writes).toEqual([3]);
  const stored = await journal.positions('tests');
  expect([...stored.values()].sort()).toEqual([1, 1, 3]);
});

test('positions that could not be stored are stored with the next try', async () => {
  const journal = createMemoryJournal({ service: 'tests' });
  let tries = 0;
  const { strategy, until } = await strategyOn(journal, async (to) => {
    if (++tries === 1) throw new Error('not now');
    await journal.advance(to);
  });
  await write(journal, 'a', 'b');
  await until(2);
  while (tries < 2) await sleep(10);
  expect((await journal.positions('tests')).size).toBe(2);
  await strategy.close();
  expect(tries).toBe(2);
});
