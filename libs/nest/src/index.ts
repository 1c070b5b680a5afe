// What every shell shares: boot, problems, bodies, who asks and what they may, events from the journal, health, logs.
export { TOKEN_VERIFIER, TokenVerifier, unauthenticated, type TrustedIssuer } from './authentication.js';
export { CurrentPrincipal, PermissionGuard, permissionOf, Requires } from './authorization.js';
export { bodyPipe } from './body.js';
export { boot, type BootOptions } from './boot.js';
export { Health, HealthController, type ReadinessCheck } from './health.js';
export {
  Idempotency,
  IdempotencyKey,
  idempotencyTable,
  type IdempotentRequest,
  type Queryable,
  type Remember,
} from './idempotency.js';
export { JournalStrategy, OnEvent, RecordContext, type JournalStrategyOptions } from './journal-strategy.js';
export { PinoLogger } from './logger.js';
export { PORTS, type Peers, type ServiceDefinition, type ServicePorts, type Tuning } from './ports.js';
export { notFound, problemOf, ProblemException, statusOf } from './problem.js';
export { ProblemFilter } from './problem-filter.js';
