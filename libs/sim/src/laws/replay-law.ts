// Decides everything again from the recorded inputs and instants, from nothing. What was decided must come out, and the
// states that processes seal, save or tell must be states of this history.
import { DECIDED, FAULTED, LaneState, SEAL_BEGUN, STATE_SEALED, type StateSealed } from '@frontdesk/engine';
import type { Snapshot, StoredRecord } from '@frontdesk/journal';
import { canonical } from '@frontdesk/kernel';
import { routingCore, type Routing, type RoutingEvent, type RoutingInput } from '@frontdesk/routing';
import { createHash } from 'node:crypto';
import { decisionIn } from './commit.js';
import { demand } from './violation.js';

export class ReplayLaw {
  readonly lane = new LaneState<Routing, RoutingInput, RoutingEvent>(routingCore);
  /** Every state that was ever committed, by its text. */
  private readonly committed = new Map<string, Set<string>>();
  private readonly begun = new Map<number, string>();
  private readonly seals = new Map<number, string>();
  private readonly tellings: { readonly workspace: string; readonly text: string }[] = [];
  private seen: Snapshot | null = null;

  /** Folds a record and answers its events. */
  record(record: StoredRecord): readonly RoutingEvent[] {
    const where = (): string => `${record.lane.partition}/${record.seq}`;
    demand(record.type !== FAULTED, 'alarm', () => `${where()}: the rules broke: ${record.body}`);
    if (record.type === SEAL_BEGUN) this.begun.set(record.seq, this.lane.seal().hash);
    if (record.type === STATE_SEALED) this.seal(record);
    if (record.type !== DECIDED) return [];
    const { input, events } = decisionIn(record);
    const domain = this.lane.domain(record.workspace);
    const again = routingCore.step(domain, input, record.at);
    this.lane.keep(record.workspace, domain);
    const [was, is] = [canonical(events), canonical(again)];
    demand(was === is, 'replay', () => `${where()} decided ${was}, and again it is ${is}`);
    this.textsOf(record.workspace).add(textOf(domain));
    return events;
  }

  /** @param head seq of the last committed record */
  snapshot(snapshot: Snapshot | null, head: number): void {
    if (snapshot === null || snapshot === this.seen) return;
    this.seen = snapshot;
    const { seq, hash, body } = snapshot;
    demand(seq <= head, 'snapshot', () => `saved at ${seq}, but only ${head} is committed`);
    const whole = createHash('sha256').update(body).digest('hex') === hash;
    demand(whole && this.seals.get(seq) === hash, 'snapshot', () => `the one at ${seq} is no state of this lane`);
  }

  /** Somebody was told this state. The commit that made it may have been in this very step, so it is judged after it. */
  told(workspace: string, text: string): void {
    this.tellings.push({ workspace, text });
  }

  checkTold(): void {
    for (const { workspace, text } of this.tellings.splice(0))
      demand(this.textsOf(workspace).has(text), 'read', () => `${workspace} was never in the state told: ${text}`);
  }

  textNow(workspace: string): string {
    return textOf(this.lane.domain(workspace));
  }

  private seal(record: StoredRecord): void {
    const { begunSeq, stateHash } = JSON.parse(record.body) as StateSealed;
    const hash = begunSeq === undefined ? this.lane.seal().hash : this.begun.get(begunSeq);
    demand(hash === stateHash, 'replay', () => `${record.lane.partition}/${record.seq} seals another state`);
    this.seals.set(begunSeq ?? record.seq, stateHash);
  }

  private textsOf(workspace: string): Set<string> {
    let texts = this.committed.get(workspace);
    if (texts === undefined) this.committed.set(workspace, (texts = new Set([textOf(routingCore.create())])));
    return texts;
  }
}

export const textOf = (state: Routing): string => canonical(routingCore.toSnapshot(state));
