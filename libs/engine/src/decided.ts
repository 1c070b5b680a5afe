// The records of an engine lane. Each decision carries its whole input, so the lane alone can be re-run.
import { createHash } from 'node:crypto';
import { canonical, type Fact } from '@frontdesk/kernel';
import type { RecordMeta, StoredRecord } from '@frontdesk/journal';

export const DECIDED = 'assignment.decided';
export const SEAL_BEGUN = 'assignment.seal_begun';
export const STATE_SEALED = 'assignment.state_sealed';
export const FAULTED = 'assignment.faulted';

/** Where an input came from; null for the driver's own (`tick`, `resumed`). */
export interface InputSource {
  readonly service: string;
  readonly topic: string;
  readonly partition: number;
  readonly seq: number;
  readonly id: string;
}

/** Data of `assignment.decided`: one input, all its events, under the rules named. */
export interface Decided<Input extends Fact = Fact, Event extends Fact = Fact> {
  readonly input: Input;
  readonly source: InputSource | null;
  readonly events: readonly Event[];
  readonly ruleVersion: number;
}

/** Data of `assignment.seal_begun`: the state as it is here is being hashed, while the lane goes on deciding. */
export interface SealBegun {
  readonly ruleVersion: number;
  readonly snapshotVersion: number;
}

/** Data of `assignment.state_sealed`: the hash of the lane's whole state. */
export interface StateSealed {
  readonly stateHash: string;
  /** The `seal_begun` at which the state was so; absent: the record before this one. */
  readonly begunSeq?: number;
  readonly ruleVersion: number;
  readonly snapshotVersion: number;
}

/** Data of `assignment.faulted`: an input on which the rules broke. No events: it changed nothing, and alarms. */
export interface Faulted {
  readonly input: Fact;
  readonly source: InputSource | null;
  readonly error: string;
  readonly ruleVersion: number;
}

export interface PendingInput<Input extends Fact> {
  readonly workspace: string;
  readonly input: Input;
  readonly source: InputSource | null;
  readonly meta: RecordMeta;
}

export function inputOf<Input extends Fact>(record: StoredRecord): PendingInput<Input> {
  const { service, topic, partition } = record.lane;
  return {
    workspace: record.workspace,
    input: { type: record.type, data: JSON.parse(record.body) as unknown } as Input,
    source: { service, topic, partition, seq: record.seq, id: record.id },
    meta: { ...record.meta, causationId: record.id },
  };
}

/** SHA-256 of a value's canonical text, hex. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');
