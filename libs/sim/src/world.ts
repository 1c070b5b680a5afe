// One seeded world: processes, store, people and faults around one loop, with the judge looking on after every step.
import { MemoryStore, partitionOf } from '@frontdesk/journal';
import { Alarms } from './alarms.js';
import { Chaos } from './chaos.js';
import type { Deed } from './deed.js';
import { Dice } from './dice.js';
import { EngineProcess, type EngineSettings } from './engine-process.js';
import { Faults, type FaultKind } from './faults.js';
import { Judge } from './laws/judge.js';
import { textOf } from './laws/replay-law.js';
import { Violation } from './laws/violation.js';
import { Network } from './network.js';
import { Reception } from './reception.js';
import { Scheduler } from './scheduler.js';
import { ServiceProcess } from './service-process.js';
import { journalsOf, partitionsOf, WRITERS, type Stage, type Variant } from './stage.js';
import { Trace } from './trace.js';

export interface WorldOptions {
  /** How much happens before the faults stop. */
  readonly deeds?: number;
  readonly without?: readonly FaultKind[];
  readonly trace?: boolean;
  readonly variant?: Variant;
}

const MOST_STEPS = 60_000;

export class World {
  readonly dice: Dice;
  readonly trace: Trace;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly store = new MemoryStore();
  readonly stage: Stage;
  readonly judge: Judge;
  readonly engines: readonly EngineProcess[];
  readonly reception: Reception;
  private readonly services: readonly ServiceProcess[];
  private readonly alarms: Alarms;
  private readonly chaos: Chaos;
  private storeSkewMs = 0;
  private deedsLeft: number;

  constructor(seed: number, options: WorldOptions) {
    const dice = new Dice(seed);
    this.dice = dice;
    this.trace = new Trace(options.trace ?? false);
    this.scheduler = new Scheduler(dice.apart('schedule'), this.trace);
    this.faults = new Faults(dice.apart('faults'), options.without);
    this.alarms = new Alarms(this.trace);
    this.deedsLeft = options.deeds ?? dice.between(30, 90);
    this.stage = this.setStage(options.variant ?? {});
    const { workspaces, partitions } = this.stage;
    this.judge = new Judge(this.store, partitions, this.trace);
    this.engines = this.engineProcesses();
    this.services = WRITERS.flatMap((service) => this.serviceProcesses(service));
    this.reception = new Reception({
      ...{ workspaces, dice: dice.apart('reception'), now: () => this.scheduler.now },
      book: (workspace) => this.judge.book(workspace),
    });
    const setStoreClock = (byMs: number): void => void (this.storeSkewMs = byMs);
    this.chaos = new Chaos({ ...this, services: this.services, setStoreClock });
  }

  /** Things happen, and things go wrong. */
  async live(): Promise<void> {
    const { scheduler, dice } = this;
    scheduler.haste = dice.pick([0.01, 0.05, 0.15, 0.3]);
    for (const engine of this.engines) engine.start();
    for (const service of this.services) service.start();
    for (const deed of this.reception.opening()) this.add(deed);
    this.scheduleDeed();
    await this.until(() => this.deedsLeft === 0, Number.POSITIVE_INFINITY, 'the day does not end');
    // Nobody comes any more, and things still go wrong: no input hides what a failure has left behind.
    const end = scheduler.now + dice.between(0, 8_000);
    await this.until(() => scheduler.now >= end, Number.POSITIVE_INFINITY, 'the evening does not end');
  }

  /** Runs until it is so. @throws Violation when it takes too long, or when a law is broken meanwhile */
  async until(isSo: () => boolean, limitMs: number, otherwise: string): Promise<void> {
    const { scheduler, judge, alarms } = this;
    const end = scheduler.now + limitMs;
    while (!isSo()) {
      this.chaos.strike();
      const late = scheduler.now > end || scheduler.steps > MOST_STEPS;
      if (late || !(await scheduler.step())) throw new Violation('liveness', otherwise);
      judge.look();
      alarms.look();
    }
  }

  /** From now on nothing goes wrong, everybody is there, and clocks are right. */
  calm(): void {
    this.faults.calm();
    this.scheduler.haste = 0;
    this.storeSkewMs = 0;
    for (const { life } of [...this.engines, ...this.services]) if (life) [life.pausedUntil, life.skewMs] = [0, 0];
  }

  add(deed: Deed): void {
    const replicas = this.services.filter(({ service }) => service === deed.by);
    this.dice.pick(replicas).add(deed);
  }

  get writersAreIdle(): boolean {
    return this.services.every(({ isIdle }) => isIdle);
  }

  /** Asks a process for the whole state of a workspace; the judge hears what it tells. */
  async look(engine: EngineProcess, workspace: string): Promise<string | null> {
    const text = await engine.ask(workspace, textOf);
    if (text !== null) this.judge.replayOf(partitionOf(workspace)).told(workspace, text);
    return text;
  }

  private scheduleDeed(): void {
    const { scheduler, dice } = this;
    const run = (): void => {
      this.deedsLeft--;
      this.add(this.reception.next());
      // Nobody waits for this answer: the judge hears of a wrong one.
      if (dice.chance(0.3)) void this.look(dice.pick(this.engines), dice.pick(this.stage.workspaces));
      if (this.deedsLeft > 0) this.scheduleDeed();
    };
    scheduler.add({ label: 'a deed', life: null, at: scheduler.now + dice.between(0, 350), run });
  }

  private setStage(variant: Variant): Stage {
    const { dice, scheduler, faults, store } = this;
    const workspaces = dice.chance(0.5) ? ['acme'] : ['acme', 'zenith'];
    const now = (): number => scheduler.now + this.storeSkewMs;
    return {
      ...{ dice, scheduler, faults, store, workspaces, variant },
      network: new Network(scheduler, faults, dice.apart('network')),
      journals: journalsOf(store, { now }, variant),
      partitions: partitionsOf(workspaces),
      onAlarm: (message, detail) => this.alarms.hear(message, detail),
    };
  }

  private engineProcesses(): readonly EngineProcess[] {
    const { dice } = this;
    const alone = dice.chance(0.15);
    const settings: EngineSettings = {
      leaseMs: alone ? 0 : 2_000,
      sealEvery: dice.pick([3, 12, 1_000]),
      bus: dice.chance(0.6) ? 'rough' : 'table',
      keepsName: dice.chance(0.5),
    };
    const count = alone ? 1 : dice.between(2, 3);
    return Array.from({ length: count }, (_, i) => new EngineProcess(`engine${i + 1}`, this.stage, settings));
  }

  private serviceProcesses(service: (typeof WRITERS)[number]): readonly ServiceProcess[] {
    const replicas = service === 'conversation' ? 2 : 1;
    return Array.from({ length: replicas }, (_, i) => new ServiceProcess(`${service}${i + 1}`, service, this.stage));
  }
}
