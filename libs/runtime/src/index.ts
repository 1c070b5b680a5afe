// Runtimes: which adapters stand behind the ports. Only a service's main.ts takes this library.
export { ConfigError, readConfig, type Config } from './config.js';
export { embeddedLeases, startEmbedded, type Running } from './embedded.js';
export { systemClock, uuidV7 } from './system.js';
