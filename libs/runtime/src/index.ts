// Runtimes: which adapters stand behind the ports. Only a service's main.ts takes this library.
export { ConfigError } from './config-error.js';
export { readConfig, type Config } from './config.js';
export { type Running } from './boot-process.js';
export { originVariable, readDistributedConfig, type DistributedConfig } from './distributed-config.js';
export { migrate, startDistributed } from './distributed.js';
export { startEmbedded } from './embedded.js';
export { clockAt, systemClock, uuidV7, type Pace } from './system.js';
export { fail, greet, stopOnSignals } from './process-life.js';
export { runService } from './run-service.js';
