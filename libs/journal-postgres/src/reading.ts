// The journal's reading side: plain queries on the pool, each one round trip.
import { laneKey, type Journal, type LaneId, type LaneKey, type RecordedFact, type Snapshot } from '@frontdesk/journal';
import { assert } from '@frontdesk/kernel';
import type { Pool } from 'pg';
import { toRecord, type RecordRow } from './arrays.js';
import { unavailable } from './failures.js';
import type { Statement, Statements } from './statements.js';

export type Query = <Row extends object>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;

/** A statement of its own, on any connection. Every failure of a read means: nothing was read, try again. */
export function queryOn(pool: Pool): Query {
  return async <Row extends object>(statement: Statement, values: readonly unknown[]) => {
    try {
      return (await pool.query({ ...statement, values: [...values] })).rows as Row[];
    } catch (error) {
      throw unavailable(error);
    }
  };
}

type Reading = Pick<
  Journal<never>,
  'heads' | 'read' | 'readFacts' | 'readMany' | 'readStream' | 'positions' | 'loadSnapshot'
>;

export function reading(service: string, sql: Statements, query: Query): Reading {
  const mine = (lane: LaneId): void =>
    assert(lane.service === service, `${laneKey(lane)} isn't in ${service}'s journal`);
  return {
    heads: async (topic) => {
      const rows = await query<{ partition: number; seq: string }>(sql.topicHeads, [topic]);
      return new Map(rows.map(({ partition, seq }) => [laneKey({ service, topic, partition }), Number(seq)]));
    },
    read: async (lane, after, limit) => {
      mine(lane);
      const rows = await query<RecordRow>(sql.read, [lane.topic, lane.partition, after, limit]);
      return rows.map((row) => toRecord(service, row));
    },
    readFacts: async (lane, after, limit) => {
      mine(lane);
      return query<RecordedFact>(sql.readFacts, [lane.topic, lane.partition, after, limit]);
    },
    readMany: async (topic, after, limit) => {
      const rows = await query<RecordRow>(sql.readMany, [topic, [...after.keys()], [...after.values()], limit]);
      return rows.map((row) => toRecord(service, row));
    },
    readStream: async (workspace, stream, afterVersion = 0) => {
      const rows = await query<RecordRow>(sql.readStream, [workspace, stream, afterVersion]);
      return rows.map((row) => toRecord(service, row));
    },
    positions: async (consumer) => {
      const rows = await query<PositionRow>(sql.positions, [consumer]);
      return new Map(
        rows.map(({ lane_service, topic, partition, seq }): [LaneKey, number] => {
          return [laneKey({ service: lane_service, topic, partition }), Number(seq)];
        }),
      );
    },
    loadSnapshot: async (lane, atMost = Number.MAX_SAFE_INTEGER): Promise<Snapshot | null> => {
      mine(lane);
      const [row] = await query<SnapshotRow>(sql.loadSnapshot, [lane.topic, lane.partition, atMost]);
      if (row === undefined) return null;
      const { seq, schema_version: schemaVersion, rule_version: ruleVersion, hash, body } = row;
      return { lane, seq: Number(seq), schemaVersion, ruleVersion, hash, body };
    },
  };
}

interface PositionRow {
  readonly lane_service: string;
  readonly topic: string;
  readonly partition: number;
  readonly seq: string;
}

interface SnapshotRow {
  readonly seq: string;
  readonly schema_version: number;
  readonly rule_version: number;
  readonly hash: string;
  readonly body: string;
}
