// The presence service: who is there, by leases; what they chose; and what routing is told of it.
export { Connections } from './connections.js';
export { presenceService } from './presence-service.js';
