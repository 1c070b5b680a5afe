// Leases in Redis, for any number of processes. What is here may be lost at any time (a flush, a restart): the next beat
// is told so, and opens its lease again.
import { randomUUID } from 'node:crypto';
import {
  LEASE_TIMES,
  type Lapsed,
  type LeaseStore,
  type LeaseTimes,
  type LeaseView,
  type Member,
} from '@frontdesk/lease';
import type { RedisClient } from './script.js';
import { CLOSE, LEASES, OPEN, REAP, RENEW, SETTLE, TAKE_DUE } from './scripts.js';

export interface RedisLeaseOptions {
  readonly redis: RedisClient;
  readonly times?: LeaseTimes;
  /** Before every key. */
  readonly prefix?: string;
}

/** Workspaces that one reap looks at. */
const AT_ONCE = 100;

export class RedisLeaseStore implements LeaseStore {
  readonly #redis: RedisClient;
  readonly #times: LeaseTimes;
  readonly #prefix: string;

  constructor({ redis, times = LEASE_TIMES, prefix = 'frontdesk' }: RedisLeaseOptions) {
    this.#redis = redis;
    this.#times = times;
    this.#prefix = prefix;
  }

  async open(
    member: Member,
    connectionId: string,
    about = '',
    expiryMs: number = this.#times.expiryMs,
  ): Promise<'first' | 'further'> {
    // Before the lease: whoever dies in between leaves a workspace that is looked at in vain, never one that isn't.
    await this.#lookAt(member.workspace, 0);
    const args = [nameOf(member), connectionId, expiryMs, randomUUID(), about];
    return (await OPEN.run(this.#redis, this.#keys(member.workspace), args)) === 1 ? 'first' : 'further';
  }

  async renew(member: Member, connectionId: string, active = false): Promise<boolean> {
    const args = [nameOf(member), connectionId, this.#times.expiryMs, active ? 1 : 0];
    return (await RENEW.run(this.#redis, this.#keys(member.workspace), args)) === 1;
  }

  async close(member: Member, connectionId: string, graceMs: number): Promise<void> {
    const args = [nameOf(member), connectionId, graceMs];
    const due = Number(await CLOSE.run(this.#redis, this.#keys(member.workspace), args));
    if (due > 0) await this.#lookAt(member.workspace, due);
  }

  async reap(limit: number): Promise<readonly Lapsed[]> {
    const { claimMs } = this.#times;
    const due = (await TAKE_DUE.run(this.#redis, [this.#index], [AT_ONCE, claimMs])) as string[];
    const told: Lapsed[] = [];
    for (const workspace of due) {
      const args = [limit - told.length, claimMs];
      const [next, lapsed] = (await REAP.run(this.#redis, this.#keys(workspace), args)) as [string, Told[]];
      told.push(...lapsed.map((one) => lapsedOf(workspace, one)));
      if (next !== '') await this.#lookAt(workspace, Number(next));
    }
    return told;
  }

  async settle({ member, connections }: Lapsed): Promise<'gone' | 'returned'> {
    const args = [nameOf(member), ...connections];
    return (await SETTLE.run(this.#redis, this.#keys(member.workspace), args)) === 1 ? 'returned' : 'gone';
  }

  async leases(member: Member): Promise<readonly LeaseView[]> {
    const told = (await LEASES.run(this.#redis, this.#keys(member.workspace), [nameOf(member)])) as ToldLease[];
    return told.map(([connectionId, openedAt, lastBeatAt, lastActiveAt, expiresAt, epoch, about]) => {
      return { connectionId, openedAt, lastBeatAt, lastActiveAt, expiresAt, epoch, about };
    });
  }

  async incarnation(): Promise<string> {
    const key = `${this.#prefix}:lease-incarnation`;
    // Whoever asks first after everything is gone names it anew; the others read that name.
    await this.#redis.set(key, randomUUID(), 'NX');
    return (await this.#redis.get(key)) ?? '';
  }

  /** Only ever earlier: what another process has asked for meanwhile stays asked for. */
  async #lookAt(workspace: string, at: number): Promise<void> {
    await this.#redis.zadd(this.#index, 'LT', at, workspace);
  }

  get #index(): string {
    return `${this.#prefix}:lease-workspaces`;
  }

  /** In one slot of a cluster, by the tag in braces. */
  #keys(workspace: string): readonly string[] {
    const tag = `{${encodeURIComponent(workspace)}}`;
    return [`${this.#prefix}:leases:${tag}`, `${this.#prefix}:leases-due:${tag}`];
  }
}

type Told = readonly [name: string, lastBeatAt: number, allClosed: number, connections: string[]];

type ToldLease = readonly [string, number, number, number, number, number, string];

const nameOf = ({ kind, id }: Member): string => `${kind}/${id}`;

function lapsedOf(workspace: string, [name, lastBeatAt, allClosed, connections]: Told): Lapsed {
  const slash = name.indexOf('/');
  const member: Member = { workspace, kind: name.slice(0, slash) as Member['kind'], id: name.slice(slash + 1) };
  return { member, connections, lastBeatAt, cause: allClosed === 1 ? 'closed' : 'expired' };
}
