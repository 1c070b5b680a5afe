// What kafka.mjs offers to specs.
export interface NativeKafka {
  readonly brokers: string[];
  stop(): Promise<void>;
  kill9(): Promise<void>;
  restart(): Promise<void>;
}

export function startKafka(options: {
  dir: string;
  port?: number;
  settings?: Record<string, string | number>;
  longLived?: boolean;
}): Promise<NativeKafka>;
