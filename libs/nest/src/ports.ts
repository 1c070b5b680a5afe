// What a service is given and what it says of itself. Only the runtime knows which adapters stand behind the ports.
import type { ConversationPeer, PeoplePeer, PresencePeer, QueuePeer } from '@frontdesk/contracts';
import type { Clock, Ids } from '@frontdesk/engine';
import type { FileStore } from '@frontdesk/files';
import type { Bus, Journal } from '@frontdesk/journal';
import type { LeaseStore } from '@frontdesk/lease';
import type { DynamicModule } from '@nestjs/common';
import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import type { Health } from './health.js';
import type { Metrics } from './metrics.js';
import type { Queryable } from './idempotency.js';
import type { FloodGate } from './rate-limits.js';
import type { Replicas } from './replicas.js';
import type { TokenVerifier, TrustedIssuer } from './authentication.js';

/** Inject with `@Inject(PORTS) ports: ServicePorts`; every service's module provides its own. */
export const PORTS = Symbol('PORTS');

/**
 * What the services ask each other at request time. Embedded, each service puts itself here when its module starts;
 * distributed, the composition puts HTTP clients here before.
 */
export interface Peers {
  queue?: QueuePeer;
  conversation?: ConversationPeer;
  presence?: PresencePeer;
  people?: PeoplePeer;
}

/** Times that an operator may turn; milliseconds. */
export interface Tuning {
  readonly heartbeatMs: number;
  readonly leaseMs: number;
  /** A page that closes may be a reload: this long its last connection still counts. */
  readonly closeGraceMs: number;
  readonly reapEveryMs: number;
  /** How long a start waits for its decision before it answers 202. */
  readonly decisionWaitMs: number;
  /** An engine that is silent for longer loses its lanes to another; 0: there is no other. */
  readonly laneLeaseMs: number;
  /** Least time between two position frames to one socket, after the first. */
  readonly positionEveryMs: number;
  /** Least time between two words to one socket of staff that the same list has changed; of many it is longer. */
  readonly changedEveryMs: number;
  /** A socket says who it is within this time. */
  readonly helloMs: number;
  /** So long a ticket for a socket is good. */
  readonly ticketMs: number;
  /** How often a replica looks which engine lanes are its own. */
  readonly laneLookMs: number;
}

/** How mail and webhooks leave the installation. */
export interface Outbound {
  /** null: there is no mail server. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  /** Webhooks may reach the own network, and by plain http: for intranets and tests. */
  readonly insideAllowed: boolean;
}

/** Short words between the processes of an installation. Never the truth: a lost one heals, nothing hangs on it. */
export interface Signals {
  send(channel: string, text: string): void;
  /** Also called for what this process sends itself. */
  listen(channel: string, call: (text: string) => void): () => void;
  /** True for the first that names a key within `forMs`, over all processes: for things that may be used once. */
  first(key: string, forMs: number): Promise<boolean>;
}

export interface ServicePorts {
  readonly service: string;
  /** The processes in which another service answers; null: this one. */
  readonly replicasOf: (service: string) => Replicas | null;
  /** Where other processes of this installation reach this one; in one process only a name. */
  readonly instance: string;
  /** The service's own database schema; its journal's tables stand in it too. */
  readonly schema: string;
  readonly journal: Journal<Queryable>;
  /** Every replica gets everything; what replicas share comes through @OnEvent. */
  readonly bus: Bus;
  readonly db: DataSource;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly peers: Peers;
  readonly signals: Signals;
  /** The sockets' leases, of all processes. */
  readonly leases: LeaseStore;
  /** The bytes of files, outside of the log. */
  readonly files: FileStore;
  /** In front of whatever creates something for a visitor. */
  readonly floods: FloodGate;
  readonly outbound: Outbound;
  /** Known to the services of this installation only; signs what they hand each other through a client. */
  readonly installationKey: string;
  readonly tuning: Tuning;
  /** In which a proxy in front says the country of whoever asks; null: nobody says. */
  readonly countryHeader: string | null;
  readonly verifier: TokenVerifier;
  readonly health: Health;
  readonly metrics: Metrics;
  /** The origin under which this process is reached, for links and issuers. */
  readonly publicUrl: () => string;
  readonly trustIssuer: (issuer: TrustedIssuer) => void;
  readonly issuers: () => readonly TrustedIssuer[];
  readonly alarm: (message: string, detail: unknown) => void;
}

/**
 * How long an event may wait for others. At once: somebody waits for what comes of it. A turn later: in one process behind those, in the
 * next turn of the event loop; it tells what has happened. A moment later: nobody waits; it is some milliseconds in one
 * process, and among processes the events of a fifth of a second come together.
 */
export type Patience = 'at once' | 'a turn later' | 'a moment later';

/** A service as the compositions see it. */
export interface ServiceDefinition {
  readonly name: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Topics whose events its handlers take in, under the consumer name `name`, and when. */
  readonly consumes: Readonly<Record<string, Patience>>;
  /** Every replica takes in all events, for the sockets it holds; else the replicas share them. */
  readonly everyReplica?: boolean;
  readonly module: (ports: ServicePorts) => DynamicModule;
}
