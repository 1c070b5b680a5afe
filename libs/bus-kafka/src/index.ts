// The bus over Kafka: what publishes a journal, what subscribes, and the topics both need.
export { type ConsumerTimes } from './consumer-life.js';
export { createKafkaBus, type KafkaBus, type KafkaBusOptions } from './kafka-bus.js';
export { openKafka, type KafkaOptions } from './open-kafka.js';
export { type Parked } from './partition-intake.js';
export { createPgPublisherLock, type PgPublisherLockOptions } from './pg-publisher-lock.js';
export { PUBLISHER } from './lane-publishing.js';
export { createKafkaPublisher, type KafkaPublisher, type KafkaPublisherOptions } from './publisher.js';
export { createMemoryPublisherLock, type HeldLock, type PublisherLock } from './publisher-lock.js';
export {
  checkKafka,
  diffTopics,
  ensureTopics,
  type TopicDifference,
  type TopicOptions,
  type Topics,
} from './topics.js';
export { decode, encode, Undecodable, type IncomingMessage, type OutgoingMessage } from './wire-format.js';
