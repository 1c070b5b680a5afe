// Exactly once: each input lane is decided in its order, and what a position passes over without a decision must be
// without effect at every place where it may have stood in that commit.
import { DECIDED } from '@frontdesk/engine';
import { laneKey, type MemoryStore, type StoredRecord } from '@frontdesk/journal';
import type { Instant } from '@frontdesk/kernel';
import { routingCore, type Routing, type RoutingInput } from '@frontdesk/routing';
import { decisionIn, type Commit, type MovedPosition, type RoutingDecision } from './commit.js';
import type { ReplayLaw } from './replay-law.js';
import { demand } from './violation.js';

interface Placed {
  readonly record: StoredRecord;
  readonly decision: RoutingDecision;
  /** Key of the input's lane and its seq there; null for the driver's own. */
  readonly source: { readonly lane: string; readonly seq: number } | null;
}

export class InputLaw {
  private at: Instant = 0;

  constructor(private readonly store: MemoryStore) {}

  /** To be asked before the replay takes the commit in: it needs the state before it. */
  check({ records, moved }: Commit, replay: ReplayLaw): void {
    const placed = records.filter(({ type }) => type === DECIDED).map(placedOf);
    for (const one of placed) if (one.source !== null) this.checkCovered(one, moved);
    for (const position of moved) this.checkPassed(position, placed, replay);
    this.at = records.at(-1)?.at ?? this.at;
  }

  private checkCovered({ record, decision, source }: Placed, moved: readonly MovedPosition[]): void {
    const name = `${source?.lane}/${source?.seq}`;
    const seq = source?.seq ?? 0;
    const position = moved.find(({ lane }) => laneKey(lane) === source?.lane);
    const covered = position !== undefined && seq > position.from && seq <= position.to;
    const where = (): string => `${record.lane.partition}/${record.seq}`;
    demand(covered, 'input', () => `${where()} decides ${name}, but the position does not commit with it`);
    const [input] = this.store.lane(position.lane, seq - 1, 1);
    const same = input?.type === decision.input.type && input.id === decision.source?.id;
    demand(same, 'input', () => `${where()} carries another input than ${name}`);
  }

  private checkPassed({ lane, from, to }: MovedPosition, placed: readonly Placed[], replay: ReplayLaw): void {
    const key = laneKey(lane);
    const decided = placed.flatMap(({ source }) => (source?.lane === key ? [source.seq] : []));
    const sorted = decided.every((seq, i) => i === 0 || seq > (decided[i - 1] as number));
    demand(sorted, 'input', () => `${key} is decided in the order ${decided.join(' ')}`);
    const inputs = this.store.lane(lane, from, to - from);
    demand(inputs.length === to - from, 'input', () => `the position of ${key} is ${to}, beyond its end`);
    for (const input of inputs) {
      if (decided.includes(input.seq)) continue;
      const passed = this.isHarmless(input, placed, replay);
      demand(passed, 'input', () => `${key}/${input.seq} (${input.type} ${input.body}) was passed over`);
    }
  }

  /** Its neighbours of the same lane say between which decisions it stood; one place without effect is enough. */
  private isHarmless(input: StoredRecord, placed: readonly Placed[], replay: ReplayLaw): boolean {
    const key = laneKey(input.lane);
    const before = placed.findLastIndex(({ source }) => source?.lane === key && source.seq < input.seq);
    const after = placed.findIndex(({ source }) => source?.lane === key && source.seq > input.seq);
    const state = copyOf(replay.lane.domain(input.workspace));
    const said = { type: input.type, data: JSON.parse(input.body) as unknown } as RoutingInput;
    for (let i = 0; ; i++) {
      const at = placed[i]?.record.at ?? placed[i - 1]?.record.at ?? this.at;
      const isPlace = i > before && (after < 0 || i <= after);
      if (isPlace && routingCore.step(copyOf(state), said, at).length === 0) return true;
      const next = placed[i];
      if (next === undefined) return false;
      if (next.record.workspace === input.workspace) routingCore.step(state, next.decision.input, next.record.at);
    }
  }
}

function placedOf(record: StoredRecord): Placed {
  const decision = decisionIn(record);
  const { source } = decision;
  return { record, decision, source: source === null ? null : { lane: laneKey(source), seq: source.seq } };
}

const copyOf = (state: Routing): Routing => routingCore.fromSnapshot(routingCore.toSnapshot(state));
