// Turns inputs into the lane's records: seq, instant, chained hash. Collects them until the commit.
import {
  chainHash,
  type LaneId,
  type OwnedHead,
  type OwnedRecord,
  type Journal,
  type Position,
  type RecordMeta,
} from '@frontdesk/journal';
import { canonical, type Fact, type Instant } from '@frontdesk/kernel';
import {
  DECIDED,
  FAULTED,
  SEAL_BEGUN,
  STATE_SEALED,
  type Decided,
  type Faulted,
  type PendingInput,
  type SealBegun,
  type StateSealed,
} from './decided.js';
import type { LaneCore } from './lane-core.js';
import type { LaneState } from './lane-state.js';
import type { Ids } from './runtime-ports.js';

export interface DecisionWriterOptions<State, Input extends Fact, Event extends Fact> {
  readonly core: LaneCore<State, Input, Event>;
  readonly journal: Journal<unknown>;
  readonly lane: LaneId;
  readonly ids: Ids;
}

/** An input on which the rules threw. */
export interface BrokenInput extends PendingInput<Fact> {
  readonly error: string;
}

export class DecisionWriter<State, Input extends Fact, Event extends Fact> {
  readonly epoch: number;
  /** The input on which the rules threw: the state is spoilt from here on. */
  faulted: BrokenInput | null = null;
  /** Decisions in the last commit. */
  decisions = 0;
  private head: { seq: number; hash: string | null; at: Instant };
  private records: OwnedRecord[] = [];

  constructor(
    private readonly options: DecisionWriterOptions<State, Input, Event>,
    private readonly state: LaneState<State, Input, Event>,
    head: OwnedHead,
  ) {
    this.epoch = head.epoch;
    this.head = { seq: head.seq, hash: head.hash, at: head.at };
  }

  /** Last seq written or about to be. */
  get seq(): number {
    return this.head.seq;
  }

  /** Records that wait for the commit. */
  get collected(): number {
    return this.records.length;
  }

  /** Time enters here, once per batch, and never runs back in a lane. */
  now(clock: Instant): Instant {
    return Math.max(this.head.at, clock);
  }

  /** Decides one input. An input without effect leaves no record. false: the rules threw, see `faulted`. */
  decide(pending: PendingInput<Input>, at: Instant): boolean {
    const domain = this.state.domain(pending.workspace);
    let events: readonly Event[];
    try {
      events = this.options.core.step(domain, pending.input, at);
    } catch (error) {
      this.faulted = { ...pending, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
      return false;
    }
    if (events.length > 0) {
      this.state.keep(pending.workspace, domain);
      const { ruleVersion } = this.options.core;
      const data: Decided<Input, Event> = { input: pending.input, source: pending.source, events, ruleVersion };
      this.add(DECIDED, pending.workspace, at, pending.meta, data);
    }
    return true;
  }

  /** The driver's own inputs: time passed, or an outage ended. */
  drive(workspace: string, type: 'tick' | 'resumed', data: unknown, at: Instant): void {
    const input = { type, data } as unknown as Input; // every engine's inputs include the driver's two
    this.decide({ workspace, input, source: null, meta: driverMeta(this.options.ids.next()) }, at);
  }

  fault(broken: BrokenInput, at: Instant): void {
    const data: Faulted = {
      input: broken.input,
      source: broken.source,
      error: broken.error,
      ruleVersion: this.options.core.ruleVersion,
    };
    this.add(FAULTED, broken.workspace, at, broken.meta, data);
  }

  beginSeal(at: Instant): void {
    const { ruleVersion, snapshotVersion } = this.options.core;
    const data: SealBegun = { ruleVersion, snapshotVersion };
    this.add(SEAL_BEGUN, LANE_OWN, at, driverMeta(this.options.ids.next()), data);
  }

  /** @param begunSeq the record at which the state was so; absent: the one before this */
  seal(stateHash: string, at: Instant, begunSeq?: number): void {
    const { ruleVersion, snapshotVersion } = this.options.core;
    const begun = begunSeq === undefined ? {} : { begunSeq };
    const data: StateSealed = { stateHash, ...begun, ruleVersion, snapshotVersion };
    this.add(STATE_SEALED, LANE_OWN, at, driverMeta(this.options.ids.next()), data);
  }

  /** @throws Fenced, Unavailable, OutcomeUnknown: as Journal.appendOwned */
  async commit(positions: readonly Position[]): Promise<void> {
    const { journal, lane } = this.options;
    const records = this.records;
    this.records = [];
    this.decisions = records.filter(({ type }) => type === DECIDED).length;
    if (records.length > 0 || positions.length > 0) await journal.appendOwned(lane, this.epoch, records, positions);
  }

  private add(type: string, workspace: string, at: Instant, meta: RecordMeta, data: unknown): void {
    const body = canonical(data);
    const seq = this.head.seq + 1;
    const record = { seq, id: this.options.ids.next(), key: workspace, workspace, type, at, meta, body };
    const hash = chainHash(this.head.hash, this.options.lane, { ...record, epoch: this.epoch });
    this.records.push({ ...record, hash });
    this.head = { seq, hash, at };
  }
}

/** The workspace of records that concern the whole lane. */
export const LANE_OWN = '*';

const driverMeta = (correlationId: string): RecordMeta => ({
  actor: 'assignment-queue',
  correlationId,
  causationId: null,
});
