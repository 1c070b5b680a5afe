// What one replica hands on to another: it carries the installation's key, so that it is known to come from one of ours.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** The installation's key, where it is injected. */
export const PEER_KEY = Symbol('PEER_KEY');

/** Handed on once, it is not handed on again: two can't play ping-pong. */
export const HOPPED = 'x-frontdesk-hop';

export const hasHopped = (request: FastifyRequest): boolean => request.headers[HOPPED] !== undefined;

/** Handed on by a replica of this installation, which has counted and judged it already. */
export function isHopOfOurs(request: FastifyRequest, key: string | null): boolean {
  const given = request.headers[HOPPED];
  return key !== null && typeof given === 'string' && sameKey(given, key);
}

export function sameKey(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
