// What the subscription costs over plain kafkajs: the same messages, from the first to the last, each in its own group.
import { performance } from 'node:perf_hooks';
import { createKafkaBus, encode } from '@frontdesk/bus-kafka';
import { compare, onBroker, recordAt, TOPIC } from './records.mjs';

const RECORDS = 64_000;
let groups = 0;

async function fill({ kafka, topic }) {
  const prefix = await topic();
  const createPartitioner =
    () =>
    ({ message }) =>
      message.partition;
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner });
  await producer.connect();
  for (let at = 0; at < RECORDS; at += 2_000) {
    const messages = Array.from({ length: 2_000 }, (_, n) => encode(recordAt(at + n)));
    await producer.send({ topic: prefix + TOPIC, messages });
  }
  await producer.disconnect();
  return prefix;
}

/** Counts what arrives, from the first to the last. */
function counter() {
  let [count, from, resolve] = [0, 0, null];
  const rate = new Promise((done) => (resolve = done));
  const add = (records) => {
    if (count === 0) from = performance.now();
    count += records;
    if (count >= RECORDS) resolve((1_000 * RECORDS) / (performance.now() - from));
  };
  return { add, rate };
}

async function ours({ kafka }, prefix) {
  const { add, rate } = counter();
  const bus = createKafkaBus({ kafka, consumerGroup: `ours${++groups}`, prefix, park: () => {} });
  const onBatch = async (_, records) => add(records.length);
  const subscription = bus.subscribe({ topic: TOPIC, after: new Map(), onBatch, onGap: () => {} });
  const answer = await rate;
  await subscription.stop();
  return answer;
}

async function raw({ kafka }, prefix) {
  const { add, rate } = counter();
  const consumer = kafka.consumer({ groupId: `raw${++groups}`, maxWaitTimeInMs: 250, readUncommitted: true });
  await consumer.connect();
  await consumer.subscribe({ topics: [prefix + TOPIC], fromBeginning: true });
  await consumer.run({ eachBatch: async ({ batch }) => add(batch.messages.length) });
  const answer = await rate;
  await consumer.disconnect();
  return answer;
}

export const run = () =>
  onBroker(async (broker) => {
    const prefix = await fill(broker);
    const [theirs, own] = [() => raw(broker, prefix), () => ours(broker, prefix)];
    return compare({ name: 'bus.subscribe', rounds: 5, goal: 0.7, raw: theirs, ours: own });
  });
