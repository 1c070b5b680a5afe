// What every shell shares: boot, problems, bodies, who asks and what they may, events from the journal, health, logs.
export { isRange, rangesHolding } from './address-ranges.js';
export { AnswerInTime } from './answer-in-time.js';
export { hashOf, looksLikeApiKey, newApiKey, newKeyId, newSecret, parseApiKey, type ParsedKey } from './api-keys.js';
export { TOKEN_VERIFIER, TokenVerifier, unauthenticated, type Identity, type TrustedIssuer } from './authentication.js';
export { CurrentIdentity, CurrentPrincipal, PermissionGuard, permissionOf, Requires } from './authorization.js';
export { Answers, AnswersMedia, type Statuses } from './openapi/answers.js';
export { bodyPipe } from './body.js';
export { boot, type BootOptions } from './boot.js';
export { FormBody } from './form-body.js';
export { RatingBody } from './rating-body.js';
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
export { Metrics, sumByTopic } from './metrics.js';
export { CreateParked1764200000000, ParkedRows, type StrangeBytes } from './parked/parked-rows.js';
export { PinoLogger } from './logger.js';
export {
  PORTS,
  type Outbound,
  type Patience,
  type Peers,
  type ServiceDefinition,
  type ServicePorts,
  type Signals,
  type Tuning,
} from './ports.js';
export { problemKind } from './problem-codes.js';
export { notFound, problemOf, ProblemException, statusOf, titleOf } from './problem.js';
export { ProblemFilter, writeProblem } from './problem-filter.js';
export { wallClock } from './wall-clock.js';
export { isAllowedOrigin, isLoopback, isOwnOrigin } from './origins.js';
export { ClientAddress, FloodGate, LIMITS, QUOTAS, RateLimitGuard, type Creating, type Quotas } from './rate-limits.js';
export { Inside, isInside, lookupOutside } from './outside/addresses.js';
export { KeysAway, PublishedKeys, type KeySource } from './published-keys.js';
export { readJsonOutside, Unreadable } from './outside/read-outside.js';
export { PEER_KEY } from './hop.js';
export { PeerController, PEERS, peerOver } from './peer-rpc.js';
export { IsInstant, PageLimit, pageLimit } from './query-values.js';
export { Elsewhere, relay } from './relay.js';
export { Replicas } from './replicas.js';
export { tracedJournal } from './trace.js';
export { queryableOf } from './queryable.js';
export { FileLinks } from './uploads/file-links.js';
export { FileId, FileQuery, LinkQuery } from './uploads/file-request.js';
export { keepUpload, storedFile, uploadEnds, type UploadRow, type UploadRows } from './uploads/keep-upload.js';
export {
  removeSetting,
  saveSetting,
  SettingRows,
  type DocumentRemoved,
  type DocumentSaved,
  type SettingRow,
} from './setting-rows.js';
export { Sleeper } from './sleeper.js';
export { Orphans } from './uploads/orphans.js';
export { TakesUpload, takingUpload, UploadBody } from './uploads/raw-body.js';
export { fileGone } from './uploads/serve-file.js';
export { cleanName, receiveFile, tooLarge, type FileRules, type ReceivedFile } from './uploads/receive-file.js';
export { isStoreAway } from './store-away.js';
