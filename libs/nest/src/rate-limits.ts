// How often somebody may ask: per workspace, and per person, key or visitor. Every answer says how much is left
// (RateLimit fields, draft-ietf-httpapi-ratelimit-headers); who asks too often is told when to come back.
//
// Floods are another matter: what creates something (sessions, conversations, submissions) is counted where it is
// created, per visitor and per address, so that a repetition of the same request costs nothing.
import type { Principal } from '@frontdesk/contracts';
import type { Bucket, Limits, Standing } from '@frontdesk/lease';
import {
  createParamDecorator,
  Inject,
  Injectable,
  Optional,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from './authorization.js';
import { isHopOfOurs, PEER_KEY } from './hop.js';
import { ProblemException } from './problem.js';

export const LIMITS = Symbol('LIMITS');
export const QUOTAS = Symbol('QUOTAS');

/** Requests or creations per window, below; 0: no limit. */
export interface Quotas {
  readonly workspace: number;
  readonly person: number;
  readonly key: number;
  readonly visitor: number;
  /** New conversations of one visitor. */
  readonly starts: number;
  /** Submissions of one visitor. */
  readonly submissions: number;
  /** New sessions, conversations and submissions from one address, of each workspace. */
  readonly address: number;
}

const MINUTE_MS = 60_000;
const FLOOD_WINDOW_MS = 10 * MINUTE_MS;

@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    @Inject(LIMITS) private readonly limits: Limits,
    @Inject(QUOTAS) private readonly quotas: Quotas,
    @Optional() @Inject(PEER_KEY) private readonly peerKey: string | null = null,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const principal = principalOf(request);
    // Counted where it came in first.
    if (principal === undefined || isHopOfOurs(request, this.peerKey)) return true;
    const buckets = bucketsOf(principal, this.quotas);
    if (buckets.length === 0) return true;
    const { allowed, standings, retryMs } = await this.limits.take(principal.workspace, buckets);
    const reply = http.getResponse<FastifyReply>();
    void reply.header('ratelimit-policy', standings.map(policyField).join(', '));
    void reply.header('ratelimit', standings.map(standingField).join(', '));
    if (!allowed) throw tooMany('So many requests in so short a time are more than is allowed here.', retryMs);
    return true;
  }
}

/** The narrower one first. */
function bucketsOf({ id, roles }: Principal, quotas: Quotas): readonly Bucket[] {
  const policy = roles.includes('visitor') ? 'visitor' : roles.includes('integrator') ? 'key' : 'person';
  const buckets = [
    { key: `${policy}/${id}`, policy, quota: quotas[policy], windowMs: MINUTE_MS },
    { key: 'workspace', policy: 'workspace', quota: quotas.workspace, windowMs: MINUTE_MS },
  ];
  return buckets.filter(({ quota }) => quota > 0);
}

const seconds = (ms: number): number => Math.ceil(ms / 1000);
const policyField = ({ policy, quota, windowMs }: Standing): string => `"${policy}";q=${quota};w=${seconds(windowMs)}`;
const standingField = ({ policy, remaining, resetMs }: Standing): string =>
  `"${policy}";r=${remaining};t=${seconds(resetMs)}`;

const tooMany = (detail: string, retryMs: number): ProblemException =>
  new ProblemException(
    'too_many_requests',
    `${detail} Try again in ${seconds(retryMs)} s.`,
    undefined,
    {},
    seconds(retryMs),
  );

/** The client's address, as far as the proxies in front are believed. */
export const ClientAddress = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<FastifyRequest>().ip,
);

export interface Creating {
  readonly workspace: string;
  /** null: not known yet, for a first session. */
  readonly visitorId: string | null;
  /** Where the request came from. */
  readonly address: string;
}

type Created = 'session' | 'starts' | 'submissions';

/** Counts what is created (G6). Call it at the creation, not at the request. */
export class FloodGate {
  constructor(
    private readonly limits: Limits,
    private readonly quotas: Quotas,
  ) {}

  /**
   * Counts one more, or with `look` only says whether one more may be.
   * @throws ProblemException too_many_requests, with the seconds after which it may be tried again
   */
  async pass(what: Created, { workspace, visitorId, address }: Creating, look?: 'look'): Promise<void> {
    const buckets: Bucket[] = [];
    if (what !== 'session' && visitorId !== null && this.quotas[what] > 0) {
      const windowMs = FLOOD_WINDOW_MS;
      buckets.push({ key: `flood/${what}/${visitorId}`, policy: what, quota: this.quotas[what], windowMs });
    }
    if (this.quotas.address > 0 && isOutside(address))
      buckets.push({
        ...{ key: `flood/${what}/from/${address}`, policy: 'address', quota: this.quotas.address },
        windowMs: MINUTE_MS,
      });
    if (buckets.length === 0) return;
    const { allowed, retryMs } = await this.limits.take(workspace, buckets, look);
    if (!allowed) throw tooMany('So much was begun from here in so short a time that no more is taken.', retryMs);
  }
}

/**
 * An address of the own machine or network stands for a proxy or for many people behind one: it says nothing of who asks.
 * Behind a proxy, FRONTDESK_TRUST_PROXY makes the real address known.
 */
function isOutside(address: string): boolean {
  const v4 = address.replace(/^::ffff:/i, '');
  return !/^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe80:|$)/i.test(v4);
}
