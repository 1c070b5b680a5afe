// Command → decide → append, for aggregates whose state is the fold of their stream: optimistic, retried, exactly once.
import { isRejected, type Decider, type Fact, type Instant, type Rejected } from '@frontdesk/kernel';
import {
  OutcomeUnknown,
  type AppendAnswer,
  type Journal,
  type NewRecord,
  type Position,
  type RecordMeta,
  type RowsRefused,
  type StoredRecord,
} from '@frontdesk/journal';
import type { Ids } from './runtime-ports.js';
import { KeyedLock } from './keyed-lock.js';
import { LruCache } from './lru-cache.js';

/** One command for one aggregate, and what goes into the same append with its facts. */
export interface Handling<Tx, State, Command, Event extends Fact> {
  readonly workspace: string;
  readonly stream: string;
  /** Decides the lane: the routing domain or the aggregate's id. */
  readonly key: string;
  readonly command: Command;
  readonly at: Instant;
  readonly meta: RecordMeta;
  /** The input that this command comes from; the same one twice is answered `duplicate`. */
  readonly positions?: readonly Position[];
  /** Records for other topics (routing inputs), from the new facts and the state after them. */
  readonly also?: (events: readonly Event[], state: State) => readonly NewRecord[];
  /** Own read rows. `state` is after the facts, `version` its stream's. Called also when there are no new facts. */
  readonly rows?: (tx: Tx, state: State, version: number, stored: readonly StoredRecord[]) => Promise<void>;
}

export type Handled<State, Refusal extends Rejected> =
  | {
      readonly outcome: 'done';
      readonly state: State;
      readonly version: number;
      readonly records: readonly StoredRecord[];
    }
  | { readonly outcome: 'rejected'; readonly refusal: Refusal; readonly state: State; readonly version: number }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'refused'; readonly refusal: RowsRefused };

export interface Loaded<State> {
  readonly state: State;
  /** 0: the stream does not exist. */
  readonly version: number;
}

export interface AggregateHandlerOptions<Tx, State, Command, Event extends Fact, Refusal extends Rejected> {
  readonly journal: Journal<Tx>;
  readonly decider: Decider<State, Command, Event, Refusal>;
  readonly topic: string;
  readonly ids: Ids;
  /** Aggregates kept folded in memory; a stale one costs a retry, never a wrong answer. */
  readonly cached?: number;
}

const ATTEMPTS = 10;

export class AggregateHandler<Tx, State, Command, Event extends Fact, Refusal extends Rejected> {
  private readonly cache: LruCache<Loaded<State>>;
  private readonly lock = new KeyedLock();

  constructor(private readonly options: AggregateHandlerOptions<Tx, State, Command, Event, Refusal>) {
    this.cache = new LruCache(options.cached ?? 10_000);
  }

  /** The folded state and version; O(new records) when cached. */
  async load(workspace: string, stream: string): Promise<Loaded<State>> {
    const key = cacheKey(workspace, stream);
    const known = this.cache.get(key) ?? { state: this.options.decider.initial(), version: 0 };
    const records = await this.options.journal.readStream(workspace, stream, known.version);
    let { state, version } = known;
    for (const record of records) {
      state = this.options.decider.evolve(state, factOf<Event>(record), record.at);
      version = record.streamVersion ?? version;
    }
    const loaded = { state, version };
    this.cache.set(key, loaded);
    return loaded;
  }

  /**
   * Decides and appends; commands for one stream go one after the other in this process.
   * @throws Unavailable nothing written, try again; OutcomeUnknown the stream is forgotten, look before trying again
   */
  handle(handling: Handling<Tx, State, Command, Event>): Promise<Handled<State, Refusal>> {
    const key = cacheKey(handling.workspace, handling.stream);
    return this.lock.run(key, async () => {
      for (let attempt = 1; ; attempt++) {
        const answer = await this.attempt(key, handling);
        if (answer !== 'conflict') return answer;
        if (attempt === ATTEMPTS) throw new Error(`${handling.stream}: ${ATTEMPTS} version conflicts in a row`);
        // Somebody else wrote to the stream: fold what is new and decide again.
        await this.load(handling.workspace, handling.stream);
      }
    });
  }

  private async attempt(
    key: string,
    handling: Handling<Tx, State, Command, Event>,
  ): Promise<Handled<State, Refusal> | 'conflict'> {
    const { decider } = this.options;
    let before = this.cache.get(key);
    let decided = before && decider.decide(before.state, handling.command);
    if (before === undefined || decided === undefined || isRejected(decided) || decided.length === 0) {
      // Facts are checked by their version when appended; "no" and "nothing" are not, so they need the newest state.
      before = await this.load(handling.workspace, handling.stream);
      decided = decider.decide(before.state, handling.command);
    }
    if (isRejected(decided)) return { outcome: 'rejected', refusal: decided, ...before };
    let state = before.state;
    for (const event of decided) state = decider.evolve(state, event, handling.at);
    const version = before.version + decided.length;
    let answer: AppendAnswer;
    try {
      answer = await this.append(handling, decided, before.version, state, version);
    } catch (error) {
      if (error instanceof OutcomeUnknown) this.cache.delete(key);
      throw error;
    }
    if (answer.outcome === 'conflict') return 'conflict';
    if (answer.outcome !== 'appended') return answer;
    this.cache.set(key, { state, version });
    return { outcome: 'done', state, version, records: answer.records };
  }

  private async append(
    handling: Handling<Tx, State, Command, Event>,
    events: readonly Event[],
    expected: number,
    state: State,
    version: number,
  ): Promise<AppendAnswer> {
    const { positions, rows, also } = handling;
    const records = [...events.map((event) => this.record(handling, event)), ...(also?.(events, state) ?? [])];
    if (records.length === 0 && positions === undefined && rows === undefined)
      return { outcome: 'appended', records: [] };
    return this.options.journal.append({
      records,
      ...(events.length > 0 ? { expectedVersions: { [handling.stream]: expected } } : {}),
      ...(positions ? { positions } : {}),
      ...(rows ? { rows: (tx, stored) => rows(tx, state, version, stored) } : {}),
    });
  }

  private record(handling: Handling<Tx, State, Command, Event>, event: Event): NewRecord {
    const { workspace, stream, key, at, meta } = handling;
    return {
      id: this.options.ids.next(),
      topic: this.options.topic,
      key,
      workspace,
      type: event.type,
      stream,
      at,
      meta,
      data: event.data,
    };
  }
}

const cacheKey = (workspace: string, stream: string): string => `${workspace}\u0000${stream}`;

function factOf<Event extends Fact>(record: StoredRecord): Event {
  return { type: record.type, data: JSON.parse(record.body) as unknown } as Event;
}
