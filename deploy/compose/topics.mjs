// Makes the topics that are missing, and ends; run as often as you like. A topic with another number of partitions is
// told and left alone: to alter it would put keys into other lanes.
//   KAFKA_BROKERS=host:9092,host:9092 node deploy/compose/topics.mjs
import { ensureTopics, openKafka } from '@frontdesk/bus-kafka';
import { TOPICS } from '@frontdesk/contracts';

const brokers = process.env.KAFKA_BROKERS;
if (!brokers) throw new Error('KAFKA_BROKERS is missing; set it, for example KAFKA_BROKERS=host:9092,host:9092.');

const admin = openKafka({ brokers: brokers.split(','), clientId: 'frontdesk-topics' }).admin();
await admin.connect();
const differences = await ensureTopics(admin, TOPICS).finally(() => admin.disconnect());
for (const { topic, expected, found } of differences)
  process.stderr.write(`${topic} has ${found} partitions instead of ${expected}\n`);
process.exitCode = differences.length === 0 ? 0 : 1;
