// Decides every recorded input of a lane again, from nothing, and compares the answers and the sealed states.
import {
  DECIDED,
  FAULTED,
  LaneState,
  SEAL_BEGUN,
  STATE_SEALED,
  type Decided,
  type Faulted,
  type SealBegun,
  type StateSealed,
} from '@frontdesk/engine';
import { laneKey, type StoredRecord } from '@frontdesk/journal';
import { canonical, type Instant } from '@frontdesk/kernel';
import type { Routing, RoutingEvent, RoutingInput } from '@frontdesk/routing';
import type { Difference } from './difference.js';
import { folding, rulesOf, type RoutingRules } from './rules.js';

export type LaneRouting = LaneState<Routing, RoutingInput, RoutingEvent>;

export class Redecision {
  decisions = 0;
  seals = 0;
  faults = 0;
  state: LaneRouting = new LaneState(folding);
  /** The state where the last seal was begun. */
  private begun: { readonly seq: number; readonly hash: string } | null = null;

  /** The difference the record makes; then `state` may be spoilt, and is to be folded anew up to this record. */
  take(record: StoredRecord): Difference | null {
    switch (record.type) {
      case DECIDED:
        return this.decided(record, JSON.parse(record.body) as Decided<RoutingInput, RoutingEvent>);
      case FAULTED:
        return this.faulted(record, JSON.parse(record.body) as Faulted);
      case SEAL_BEGUN:
        return this.sealBegun(record, JSON.parse(record.body) as SealBegun);
      case STATE_SEALED:
        return this.sealed(record, JSON.parse(record.body) as StateSealed);
      default:
        return differs(record, 'decision', `a record of unknown type ${record.type}`);
    }
  }

  private decided(record: StoredRecord, { input, events, ruleVersion }: Decided<RoutingInput, RoutingEvent>) {
    this.decisions++;
    const rules = rulesOf(ruleVersion);
    if (rules === undefined)
      return differs(record, 'rules', `decided by rules ${ruleVersion}, which this program does not have`);
    const domain = this.state.domain(record.workspace);
    const again = stepOrFault(rules, domain, input, record.at);
    this.state.keep(record.workspace, domain);
    if (typeof again !== 'string' && canonical(again) === canonical(events)) return null;
    const redecided = typeof again === 'string' ? [again] : again.map(brief);
    const text = `${input.type} was decided as [${events.map(brief).join(', ')}], again as [${redecided.join(', ')}]`;
    return { ...differs(record, 'decision', text), ...aboutOf(input, events), recorded: events, redecided: again };
  }

  /** On a copy, for rules that throw leave a spoilt state. */
  private faulted(record: StoredRecord, { input, ruleVersion }: Faulted): Difference | null {
    this.faults++;
    const rules = rulesOf(ruleVersion);
    if (rules === undefined)
      return differs(record, 'rules', `set aside by rules ${ruleVersion}, which this program does not have`);
    const copy = rules.fromSnapshot(rules.toSnapshot(this.state.domain(record.workspace)));
    if (typeof stepOrFault(rules, copy, input as RoutingInput, record.at) === 'string') return null;
    return differs(record, 'decision', `${input.type} was set aside as a fault, but it can be decided`);
  }

  private sealBegun({ seq }: StoredRecord, { snapshotVersion }: SealBegun): null {
    if (snapshotVersion === folding.snapshotVersion) this.begun = { seq, hash: this.state.seal().hash };
    return null;
  }

  private sealed(record: StoredRecord, { begunSeq, snapshotVersion, stateHash }: StateSealed): Difference | null {
    this.seals++;
    // Another shape has another hash for the same state; the decisions around it are compared all the same.
    if (snapshotVersion !== folding.snapshotVersion) return null;
    const hash = begunSeq === undefined ? this.state.seal().hash : this.begun?.seq === begunSeq && this.begun.hash;
    if (hash === stateHash) return null;
    const text = hash ? `the state is ${hash}, sealed as ${stateHash}` : `no seal was begun at ${begunSeq}`;
    return { ...differs(record, 'state', text), recorded: stateHash };
  }
}

function stepOrFault(rules: RoutingRules, state: Routing, input: RoutingInput, at: Instant) {
  try {
    return rules.step(state, input, at);
  } catch (error) {
    return `fault: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export function differs(record: StoredRecord, kind: Difference['kind'], text: string): Difference {
  return { kind, where: `${laneKey(record.lane)}/${record.seq}`, text };
}

function aboutOf(input: RoutingInput, events: readonly RoutingEvent[]): { conversationId?: string } {
  for (const { data } of [...events, input])
    if ('conversationId' in data) return { conversationId: data.conversationId };
  return {};
}

/** `assigned c7 → ana`: enough to see what differs. */
function brief({ type, data }: RoutingEvent): string {
  const about = 'conversationId' in data ? ` ${data.conversationId}` : '';
  return `${type}${about}${'agentId' in data ? ` → ${data.agentId}` : ''}`;
}
