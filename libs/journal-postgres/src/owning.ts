// Owned lanes on Postgres: taking over, renewing, giving up, sharing out. Everything by the database's clock.
import { laneKey, type Journal, type LaneId, type OwnedHead } from '@frontdesk/journal';
import { assert, present } from '@frontdesk/kernel';
import { int4s, texts } from './binary-arrays.js';
import type { KnownHeads } from './known-heads.js';
import type { KnownTopics } from './known-topics.js';
import type { Query } from './reading.js';
import type { Statements } from './statements.js';
import type { PgTx } from './transaction.js';

type Owning = Pick<
  Journal<PgTx>,
  'acquire' | 'acquireIf' | 'release' | 'renew' | 'leases' | 'join' | 'leave' | 'saveSnapshot'
>;

export function owning(service: string, sql: Statements, query: Query, lanes: KnownTopics, known: KnownHeads): Owning {
  const mine = (lane: LaneId): void =>
    assert(lane.service === service, `a journal of ${service} doesn't own ${laneKey(lane)}`);
  const take = async (lane: LaneId, owner: string, ifEpoch: number | null): Promise<OwnedHead | null> => {
    mine(lane);
    await lanes.make(lane.topic);
    const [row] = await query<HeadRow>(sql.acquire, [lane.topic, lane.partition, owner, ifEpoch]);
    if (row === undefined) return null;
    const head = { epoch: row.epoch, seq: Number(row.seq), hash: row.hash, at: Number(row.at) };
    known.acquired(laneKey(lane), head);
    return { ...head, silentMs: Number(row.silent_ms) };
  };
  return {
    acquire: async (lane, owner) => present(await take(lane, owner, null), `lane ${laneKey(lane)}`),
    acquireIf: (lane, owner, epoch) => take(lane, owner, epoch),
    release: async (lane, epoch) => {
      mine(lane);
      await query(sql.release, [lane.topic, lane.partition, epoch]);
    },
    renew: async (owned) => {
      const columns = [
        texts(owned.map(({ lane }) => lane.topic)),
        int4s(owned.map(({ lane }) => lane.partition)),
        int4s(owned.map(({ epoch }) => epoch)),
      ];
      if (owned.length === 0) return [];
      const alive = new Set((await query<{ ord: number }>(sql.renew, columns)).map(({ ord }) => ord));
      return owned.filter((_, i) => !alive.has(i + 1)).map(({ lane }) => lane);
    },
    leases: async (topic) => {
      const rows = await query<LeaseRow>(sql.leases, [topic]);
      return rows.map(({ partition, epoch, owner, silent_ms }) => {
        return { lane: { service, topic, partition }, epoch, owner, silentMs: Number(silent_ms) };
      });
    },
    join: async (group, member, withinMs) => {
      const rows = await query<{ member: string }>(sql.join, [group, member, withinMs]);
      return rows.map((row) => row.member);
    },
    leave: async (group, member) => void (await query(sql.leave, [group, member])),
    saveSnapshot: async ({ lane, seq, schemaVersion, ruleVersion, hash, body }) => {
      mine(lane);
      await query(sql.saveSnapshot, [lane.topic, lane.partition, seq, schemaVersion, ruleVersion, hash, body]);
    },
  };
}

interface HeadRow {
  readonly epoch: number;
  readonly seq: string;
  readonly hash: string | null;
  readonly at: string;
  readonly silent_ms: string;
}

interface LeaseRow {
  readonly partition: number;
  readonly epoch: number;
  readonly owner: string | null;
  readonly silent_ms: string;
}
