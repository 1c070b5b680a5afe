// What an operator sees of a process's stores: positions, what is not published yet, connections. Looked up when asked.
import { PUBLISHER } from '@frontdesk/bus-kafka';
import { sumByTopic, type Metrics, type ServiceDefinition } from '@frontdesk/nest';
import type { Pool } from 'pg';
import type { ServiceStore } from './store.js';

/** @param consumer the name under which the service's positions stand */
export function meterStore(
  metrics: Metrics,
  { name, consumes }: ServiceDefinition,
  { journal, pool, db }: ServiceStore,
  consumer: string,
): void {
  metrics.onCollect(async () => {
    const topics = Object.keys(consumes);
    if (topics.length === 0) return;
    const sums = sumByTopic(await journal.positions(consumer));
    for (const topic of topics) metrics.consumed.set({ consumer: name, topic }, sums.get(topic) ?? 0);
  });
  metrics.onCollect(() => {
    // TypeORM's driver keeps its pool there; its types do not show it.
    const reads = (db.driver as unknown as { master?: Pool }).master;
    for (const [kind, one] of [
      ['journal', pool],
      ['reads', reads],
    ] as const) {
      if (!one) continue;
      const labels = { owner: name, pool: kind };
      metrics.database.set({ ...labels, state: 'open' }, one.totalCount);
      metrics.database.set({ ...labels, state: 'idle' }, one.idleCount);
      metrics.database.set({ ...labels, state: 'awaited' }, one.waitingCount);
    }
  });
}

/** The topics that a service's journal writes: how much there is, and how much of it Kafka has. */
export function meterPublishing(
  metrics: Metrics,
  { journal }: ServiceStore,
  topics: readonly string[],
  publisher: { readonly publishing: boolean },
): void {
  metrics.onCollect(async () => {
    metrics.publishing.set(Number(publisher.publishing));
    const confirmed = sumByTopic(await journal.positions(PUBLISHER));
    for (const topic of topics) {
      const head = sumByTopic(await journal.heads(topic)).get(topic) ?? 0;
      metrics.journalHead.set({ topic }, head);
      metrics.confirmed.set({ topic }, confirmed.get(topic) ?? 0);
    }
  });
}
