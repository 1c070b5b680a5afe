// What distributed.mjs offers to tests.
import type { NativeKafka } from './kafka.mjs';
import type { NativeRedis } from './redis.mjs';

export interface ServiceProcess {
  readonly service: string;
  readonly replica: number;
  readonly name: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly url: string;
  readonly log: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pid: number;
  readonly running: boolean;
  readonly env: Readonly<Record<string, string>>;
  /** The program of the next start. */
  main: string;
  /** Starts it and waits until it is ready. */
  start(): Promise<void>;
  /** Starts it without waiting for it. */
  begin(): Promise<void>;
  ready(): Promise<boolean>;
  signal(name: NodeJS.Signals): void;
  kill9(): Promise<void>;
  stop(): Promise<void>;
  said(): string;
}

export interface DistributedProduct {
  readonly url: string;
  readonly gateways: readonly string[];
  readonly folder: string;
  readonly processes: readonly ServiceProcess[];
  readonly postgres: {
    readonly port: number;
    url(database?: string): string;
    kill9(): void;
    restart(): Promise<void>;
  };
  readonly kafka: NativeKafka;
  readonly redis: NativeRedis;
  databaseOf(service: string): string;
  /** The databases that hold a journal. */
  readonly journals: readonly string[];
  stop(): Promise<void>;
}

export function startDistributedProduct(options?: {
  dir?: string;
  port?: number;
  replicas?: Readonly<Record<string, number>>;
  env?: Readonly<Record<string, string>>;
  /** What is run instead of a service's own program, by service. */
  programs?: Readonly<Record<string, string>>;
  say?: (line: string) => void;
}): Promise<DistributedProduct>;
