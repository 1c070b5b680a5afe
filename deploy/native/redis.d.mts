// What redis.mjs offers to specs.
export interface NativeRedis {
  readonly url: string;
  stop(): Promise<void>;
  kill9(): Promise<void>;
  restart(): Promise<void>;
  flushAll(): Promise<void>;
}

export function startRedis(options?: { port?: number }): Promise<NativeRedis>;
