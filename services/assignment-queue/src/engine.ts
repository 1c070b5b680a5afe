// The engine of this process: owns lanes, answers from their committed state, takes commands in as inputs.
import { LaneHost, NotOwner, rebuildLane, type Decided } from '@frontdesk/engine';
import { laneKey, partitionOf, type LaneId, type StoredRecord } from '@frontdesk/journal';
import type { Principal } from '@frontdesk/contracts';
import { Elsewhere, PORTS, ProblemException, type ServicePorts } from '@frontdesk/nest';
import { routingCore, type Routing, type RoutingEvent, type RoutingInput } from '@frontdesk/routing';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { meter } from './meters.js';
import { Waiters } from './waiters.js';

export const INPUTS = 'assignment.inputs';
export const DECISIONS = 'assignment.decisions';
/** The consumer name under which input positions commit with the decisions. */
export const ENGINE = 'engine';

/** About a megabyte. */
const READ_AT_ONCE = 1_000;

@Injectable()
export class Engine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly host: LaneHost<Routing, RoutingInput, RoutingEvent>;
  private readonly waiters = new Waiters<readonly RoutingEvent[]>();

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, bus, clock, ids, alarm, health, metrics, instance, tuning } = ports;
    this.host = new LaneHost({
      core: routingCore,
      journal,
      bus,
      clock,
      ids,
      alarm,
      consumer: ENGINE,
      owner: instance,
      leaseMs: tuning.laneLeaseMs,
      lookMs: tuning.laneLookMs,
      inputs: INPUTS,
      decisions: DECISIONS,
      onCommitted: (decisions, ms) => {
        metrics.decisions.inc(decisions);
        metrics.decisionSeconds.observe(ms / 1_000);
      },
      pause: (ms) => new Promise((resolve) => clock.at(clock.now() + ms, () => resolve())),
    });
    meter(this.host, metrics);
    health.checks.push({
      name: 'engine',
      check: () => Promise.resolve(this.running ? null : 'its lanes are being taken over'),
    });
  }

  private running = false;
  private forget: () => void = () => undefined;

  async onApplicationBootstrap(): Promise<void> {
    this.forget = this.ports.journal.onAppend(DECISIONS, (records) => this.committed(records ?? []));
    await this.host.start();
    this.running = true;
  }

  async onModuleDestroy(): Promise<void> {
    this.running = false;
    this.forget();
    await this.host.stop();
  }

  /** @throws Elsewhere when another replica owns the lane; ProblemException unavailable while nobody does */
  async ask<Answer>(workspace: string, question: (state: Routing) => Answer): Promise<Answer> {
    const answer = await this.host.ask(workspace, question);
    if (answer instanceof NotOwner) {
      if (answer.owner !== null && answer.owner !== this.ports.instance) throw new Elsewhere(answer.owner);
      throw new ProblemException('unavailable', 'The queue is being taken over; try again in a second.');
    }
    return answer;
  }

  /** Puts a fact or a command in; durable when answered. */
  async tell(workspace: string, actor: string, { type, data }: RoutingInput, correlationId?: string): Promise<void> {
    const { journal, ids, clock } = this.ports;
    const id = ids.next();
    const meta = { actor, correlationId: correlationId ?? id, causationId: null };
    const record = { id, topic: INPUTS, key: workspace, workspace, type, stream: null, at: clock.now(), meta, data };
    await journal.append({ records: [record] });
  }

  /** Puts a command in and waits for its decision: the events about its conversation, or the refusal of this command. */
  async command(principal: Principal, commandId: string, input: RoutingInput): Promise<readonly RoutingEvent[]> {
    const { clock, tuning } = this.ports;
    const answered = this.waiters.wait(commandId);
    await this.tell(principal.workspace, principal.id, input, commandId);
    const cancel = clock.at(clock.now() + tuning.decisionWaitMs, () =>
      this.waiters.fail(
        commandId,
        new ProblemException('unavailable', 'There is no decision yet; look at the queue before you try again.'),
      ),
    );
    return answered.finally(cancel);
  }

  /** Called for every decision, of this process or of another one; those that nobody waits for change nothing. */
  decided({ input, events }: Decided<RoutingInput, RoutingEvent>): void {
    if (!('commandId' in input.data) || !this.waiters.has(input.data.commandId)) return;
    const { commandId, conversationId } = input.data;
    const answer = events.filter(
      ({ data }) =>
        'conversationId' in data &&
        data.conversationId === conversationId &&
        (!('commandId' in data) || data.commandId === commandId),
    );
    this.waiters.answer(commandId, answer);
  }

  /** The owner of the lane has it first, whichever replica is told of it by the bus. */
  private committed(records: readonly StoredRecord[]): void {
    if (this.waiters.none) return;
    for (const { body } of records) this.decided(JSON.parse(body) as Decided<RoutingInput, RoutingEvent>);
  }

  /** One decision of this workspace as it stands in the lane. */
  async record(workspace: string, seq: number): Promise<StoredRecord | null> {
    return (await this.ports.journal.read(this.laneOf(workspace), seq - 1, 1))[0] ?? null;
  }

  /** Those decisions of this workspace that a consumer of this service has not taken in yet. O(how far it is behind). */
  async beyond(
    workspace: string,
    consumer: string,
    wanted: (record: StoredRecord) => boolean,
  ): Promise<readonly StoredRecord[]> {
    const { journal } = this.ports;
    const lane = this.laneOf(workspace);
    let position = (await journal.positions(consumer)).get(laneKey(lane)) ?? 0;
    const found: StoredRecord[] = [];
    for (let full = true; full;) {
      const records = await journal.read(lane, position, READ_AT_ONCE);
      found.push(...records.filter((record) => record.workspace === workspace && wanted(record)));
      full = records.length === READ_AT_ONCE;
      position = records.at(-1)?.seq ?? position;
    }
    return found;
  }

  /** A state of its own, as it stood before this decision. O(records since a snapshot): for people who ask. */
  async before(workspace: string, seq: number): Promise<Routing> {
    const { journal } = this.ports;
    const lane = this.laneOf(workspace);
    const snapshot = await journal.loadSnapshot(lane, seq - 1);
    const { state } = await rebuildLane(routingCore, journal, lane, { snapshot, until: seq - 1 });
    return state.domain(workspace);
  }

  private laneOf(workspace: string): LaneId {
    return { service: this.ports.journal.service, topic: DECISIONS, partition: partitionOf(workspace) };
  }
}
