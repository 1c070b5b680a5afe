// The engine of this process: owns lanes, answers from their committed state, takes commands in as inputs.
import { LaneHost, NotOwner, type Decided } from '@frontdesk/engine';
import { partitionOf, type StoredRecord } from '@frontdesk/journal';
import type { Principal } from '@frontdesk/contracts';
import { Elsewhere, PORTS, ProblemException, type ServicePorts } from '@frontdesk/nest';
import { routingCore, type Routing, type RoutingEvent, type RoutingInput } from '@frontdesk/routing';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Waiters } from './waiters.js';

export const INPUTS = 'assignment.inputs';
export const DECISIONS = 'assignment.decisions';
/** The consumer name under which input positions commit with the decisions. */
export const ENGINE = 'engine';

@Injectable()
export class Engine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly host: LaneHost<Routing, RoutingInput, RoutingEvent>;
  private readonly waiters = new Waiters<RoutingEvent>();

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, bus, clock, ids, alarm, health, instance, tuning } = ports;
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
      inputs: INPUTS,
      decisions: DECISIONS,
      pause: (ms) => new Promise((resolve) => clock.at(clock.now() + ms, () => resolve())),
    });
    health.checks.push({
      name: 'engine',
      check: () => Promise.resolve(this.running ? null : 'its lanes are being taken over'),
    });
  }

  private running = false;

  async onApplicationBootstrap(): Promise<void> {
    await this.host.start();
    this.running = true;
  }

  async onModuleDestroy(): Promise<void> {
    this.running = false;
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

  /** Puts a command in and waits for the event that answers it. */
  async command(principal: Principal, commandId: string, input: RoutingInput): Promise<RoutingEvent> {
    const { journal, ids, clock, tuning } = this.ports;
    const answered = this.waiters.wait(commandId);
    await journal.append({
      records: [
        {
          id: ids.next(),
          topic: INPUTS,
          key: principal.workspace,
          workspace: principal.workspace,
          type: input.type,
          stream: null,
          at: clock.now(),
          meta: { actor: principal.id, correlationId: commandId, causationId: null },
          data: input.data,
        },
      ],
    });
    const cancel = clock.at(clock.now() + tuning.decisionWaitMs, () =>
      this.waiters.fail(
        commandId,
        new ProblemException('unavailable', 'There is no decision yet; look at the queue before you try again.'),
      ),
    );
    return answered.finally(cancel);
  }

  /** Called for every published decision, in order. */
  decided({ input, events }: Decided<RoutingInput, RoutingEvent>): void {
    if (input.type !== 'pull_requested') return;
    const { commandId, conversationId } = input.data;
    const answer = events.find(
      (event) =>
        (event.type === 'assigned' && event.data.conversationId === conversationId) ||
        (event.type === 'pull_refused' && event.data.commandId === commandId),
    );
    if (answer) this.waiters.answer(commandId, answer);
  }

  /** One decision of this workspace as it stands in the lane. */
  async record(workspace: string, seq: number): Promise<StoredRecord | null> {
    const { journal } = this.ports;
    const lane = { service: journal.service, topic: DECISIONS, partition: partitionOf(workspace) };
    return (await journal.read(lane, seq - 1, 1))[0] ?? null;
  }
}
