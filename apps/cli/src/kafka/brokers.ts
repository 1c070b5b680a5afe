// Which Kafka a command asks.
import { usage } from '../terminal/exit.js';

export function brokersOf(said: string | undefined, env: Readonly<Record<string, string | undefined>>): string[] {
  const brokers = (said ?? env['KAFKA_BROKERS'] ?? '').split(',').filter((one) => one !== '');
  if (brokers.length === 0) throw usage('Say where Kafka is: --brokers host:9092,host:9092 (or KAFKA_BROKERS).');
  return brokers;
}
