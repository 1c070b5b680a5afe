// The topics as they must be before a service may start: made once, then only compared. A topic with another number of
// partitions is never altered: keys would fall into other lanes.
import { setTimeout as sleep } from 'node:timers/promises';
import { PARTITIONS } from '@frontdesk/journal';
import type { Admin, ITopicMetadata, Kafka } from 'kafkajs';

/** Topic names, as a list or as a table whose keys they are. */
export type Topics = readonly string[] | Readonly<Record<string, unknown>>;

export interface TopicOptions {
  readonly partitions?: number;
  /** Absent: the broker's default. */
  readonly replicationFactor?: number;
  readonly prefix?: string;
  /** Settings beside the ones below, such as retention.ms of `assignment.inputs`. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface TopicDifference {
  readonly topic: string;
  readonly expected: number;
  /** Partitions there are; 0: no such topic. */
  readonly found: number;
}

/** A log that is replayed is kept for ever, and never compacted: a missing seq would halt its readers. */
const KEPT = { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' };

const namesOf = (topics: Topics): string[] => (Array.isArray(topics) ? [...(topics as string[])] : Object.keys(topics));

export async function diffTopics(
  admin: Admin,
  topics: Topics,
  { partitions = PARTITIONS, prefix = '' }: TopicOptions = {},
): Promise<readonly TopicDifference[]> {
  const there = new Set(await admin.listTopics());
  const names = namesOf(topics).map((topic) => prefix + topic);
  const found = await metadata(
    admin,
    names.filter((name) => there.has(name)),
  );
  const count = (name: string): number => found.find((one) => one.name === name)?.partitions.length ?? 0;
  return names
    .map((topic) => ({ topic, expected: partitions, found: count(topic) }))
    .filter((one) => one.found !== one.expected);
}

/** Makes what is missing; answers what differs and isn't ours to change. */
export async function ensureTopics(
  admin: Admin,
  topics: Topics,
  options: TopicOptions = {},
): Promise<readonly TopicDifference[]> {
  const { prefix = '', replicationFactor = -1, partitions = PARTITIONS, settings = {} } = options;
  const missing = (await diffTopics(admin, topics, options)).filter(({ found }) => found === 0);
  if (missing.length > 0) {
    await admin.createTopics({
      // To wait for the leaders here was seen to fail although the topic comes into being; so we look ourselves.
      waitForLeaders: false,
      topics: missing.map(({ topic }) => ({
        topic,
        numPartitions: partitions,
        replicationFactor,
        configEntries: Object.entries({ ...KEPT, ...settings[topic.slice(prefix.length)] }).map(([name, value]) => ({
          name,
          value,
        })),
      })),
    });
    await untilLed(
      admin,
      missing.map(({ topic }) => topic),
    );
  }
  return diffTopics(admin, topics, options);
}

/** The boot check: a Kafka answers (its client asks for its versions first), and the topics are as they must be. */
export async function checkKafka(kafka: Kafka, topics: Topics, options: TopicOptions = {}): Promise<void> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    if (brokers.length === 0) throw new Error('Kafka names no broker');
    const differences = await diffTopics(admin, topics, options);
    if (differences.length === 0) return;
    const list = differences.map(({ topic, expected, found }) =>
      found === 0 ? `${topic} is missing` : `${topic} has ${found} partitions instead of ${expected}`,
    );
    throw new Error(
      `Kafka's topics are not as they must be: ${list.join('; ')}. Run "npm run -s frontdesk -- topics ensure".`,
    );
  } finally {
    await admin.disconnect();
  }
}

async function untilLed(admin: Admin, names: readonly string[]): Promise<void> {
  for (const end = Date.now() + 15_000; ; await sleep(10)) {
    const topics = await metadata(admin, names).catch((): ITopicMetadata[] => []);
    const led = topics.filter(
      ({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0),
    );
    if (led.length === names.length) return;
    if (Date.now() > end) throw new Error(`these topics found no leader: ${names.join(', ')}`);
  }
}

async function metadata(admin: Admin, names: readonly string[]): Promise<ITopicMetadata[]> {
  // An empty list would ask for all topics.
  return names.length === 0 ? [] : (await admin.fetchTopicMetadata({ topics: [...names] })).topics;
}
