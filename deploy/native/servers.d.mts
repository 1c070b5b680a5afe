// What servers.mjs offers to specs.
import type { NativeKafka } from './kafka.mjs';
import type { NativeRedis } from './redis.mjs';

export function startTestKafka(options: { dir: string }): Promise<NativeKafka>;
export function startTestRedis(): Promise<NativeRedis>;

export interface ServerPostgres {
  readonly url: string;
  /** Where it came from, for a person who reads the report. */
  readonly from: string;
  stop(): Promise<void>;
}

export function startServerPostgres(): Promise<ServerPostgres>;
