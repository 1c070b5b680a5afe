// What the publisher costs over plain kafkajs: the same messages, as many per request, on the same broker and by turns.
import { performance } from 'node:perf_hooks';
import { PARTITIONS } from '@frontdesk/journal';
import { createKafkaPublisher, createMemoryPublisherLock, encode } from '@frontdesk/bus-kafka';
import { compare, onBroker, recordAt, TOPIC } from './records.mjs';

const RECORDS = 32_000;
const BATCH = 500;

/** A journal that has written everything at once, and knows when all of it is confirmed. */
function journalOf(count) {
  let confirmed;
  const done = new Promise((resolve) => (confirmed = resolve));
  const readMany = async (_, after, limit) => {
    let left = count;
    const records = [];
    for (const [partition, seq] of after) {
      left -= seq;
      for (let n = seq * PARTITIONS + partition; n < count && records.length < limit; n += PARTITIONS)
        records.push(recordAt(n));
    }
    if (left === 0) confirmed();
    return records;
  };
  const reader = { service: 'bench', heads: async () => new Map(), read: async () => [], onAppend: () => () => {} };
  return { journal: { ...reader, readMany, positions: async () => new Map(), advance: async () => {} }, done };
}

async function ours({ kafka, topic }) {
  const { journal, done } = journalOf(RECORDS);
  const prefix = await topic();
  const lock = createMemoryPublisherLock();
  const from = performance.now();
  const onTrouble = (_, error) => process.stderr.write(`${error}\n`);
  const publisher = createKafkaPublisher({ journal, kafka, topics: [TOPIC], lock, prefix, batch: BATCH, onTrouble });
  await done;
  const rate = (1_000 * RECORDS) / (performance.now() - from);
  await publisher.stop();
  return rate;
}

async function raw({ kafka, topic }) {
  const prefix = await topic();
  const createPartitioner =
    () =>
    ({ message }) =>
      message.partition;
  // Lane after lane, as a publisher that catches up reads them: the fewer partitions in a request, the cheaper it is.
  const messages = Array.from({ length: RECORDS }, (_, n) => {
    const lane = Math.floor((n * PARTITIONS) / RECORDS);
    return encode(recordAt((n % (RECORDS / PARTITIONS)) * PARTITIONS + lane));
  });
  const from = performance.now();
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner });
  await producer.connect();
  for (let at = 0; at < RECORDS; at += BATCH)
    await producer.send({ topic: prefix + TOPIC, acks: -1, messages: messages.slice(at, at + BATCH) });
  const rate = (1_000 * RECORDS) / (performance.now() - from);
  await producer.disconnect();
  return rate;
}

export const run = () =>
  onBroker((broker) =>
    compare({ name: 'bus.publish', rounds: 5, goal: 0.7, raw: () => raw(broker), ours: () => ours(broker) }),
  );
