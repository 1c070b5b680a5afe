// `frontdesk topics ensure | diff`: Kafka's topics as the services need them.
import { diffTopics, ensureTopics, openKafka, type TopicDifference } from '@frontdesk/bus-kafka';
import { TOPICS } from '@frontdesk/contracts';
import type { Command } from 'commander';
import { brokersOf } from '../kafka/brokers.js';
import { EXIT, unreachable, usage } from '../terminal/exit.js';
import { table } from '../terminal/table.js';
import type { VerbContext } from './verb.js';

interface TopicsOptions {
  readonly brokers?: string;
  readonly replicationFactor?: string;
  readonly json?: true;
}

type Admin = Parameters<typeof diffTopics>[0];

export function topicsVerbs(program: Command, context: VerbContext): void {
  const topics = program.command('topics').description('Kafka’s topics: make them, or say how they differ');
  const named = (name: string, description: string): Command =>
    topics
      .command(name)
      .description(description)
      .option('--brokers <list>', 'host:port, with commas between them (or KAFKA_BROKERS)')
      .option('--json', 'print JSON');
  named('ensure', 'make the topics that are missing; one with other partitions is never changed')
    .option('--replication-factor <n>', 'copies of each partition (default: the broker’s)')
    .action((options: TopicsOptions) => {
      const { replicationFactor } = options;
      if (replicationFactor !== undefined && !/^[1-9]\d*$/.test(replicationFactor))
        throw usage(`--replication-factor ${replicationFactor}: use a whole number from 1.`);
      const copies = replicationFactor === undefined ? {} : { replicationFactor: Number(replicationFactor) };
      return run(options, context, (admin) => ensureTopics(admin, TOPICS, copies));
    });
  named('diff', 'compare them with what the services need; exit code 3 when they differ').action(
    (options: TopicsOptions) => run(options, context, (admin) => diffTopics(admin, TOPICS)),
  );
}

async function run(
  { brokers, json }: TopicsOptions,
  { terminal, env, exit }: VerbContext,
  work: (admin: Admin) => Promise<readonly TopicDifference[]>,
): Promise<void> {
  const admin = openKafka({ brokers: brokersOf(brokers, env), clientId: 'frontdesk-cli' }).admin();
  let differences: readonly TopicDifference[];
  try {
    await admin.connect();
    differences = await work(admin);
  } catch (error) {
    throw unreachable(`Kafka does not answer: ${error instanceof Error ? error.message : String(error)}.`, error);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
  const rows = differences.map(({ topic, expected, found }) => [topic, expected, found === 0 ? 'missing' : found]);
  const text =
    rows.length === 0
      ? 'All topics are as they must be.'
      : table(terminal, ['topic', 'partitions needed', 'found'], rows);
  await terminal.print(json ? JSON.stringify(differences) : text);
  exit(differences.length === 0 ? EXIT.ok : EXIT.differences);
}
