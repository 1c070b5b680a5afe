// One process of the engine: a lane host that starts, dies at any moment, stops gracefully and starts again.
import { LaneHost, NotOwner } from '@frontdesk/engine';
import { createTableBus, type Bus, type FollowerTimers } from '@frontdesk/journal';
import { routingCore, type Routing } from '@frontdesk/routing';
import { Life } from './life.js';
import { createRoughBus } from './rough-bus.js';
import { simJournal } from './sim-journal.js';
import { DECISIONS, ENGINE, ENGINE_SERVICE, INPUTS, WRITERS, type RoutingHost, type Stage } from './stage.js';

/** How this seed's processes are set up. */
export interface EngineSettings {
  /** 0: there is one process only. */
  readonly leaseMs: number;
  readonly sealEvery: number;
  readonly bus: 'table' | 'rough';
  /** A restarted process has its old name. */
  readonly keepsName: boolean;
}

export class EngineProcess {
  life: Life | null = null;
  private host: RoutingHost | null = null;
  private lives = 0;
  private stopping = false;
  private booting: Promise<void> = Promise.resolve();

  constructor(
    readonly name: string,
    private readonly stage: Stage,
    private readonly settings: EngineSettings,
  ) {}

  start(): void {
    const { scheduler, faults } = this.stage;
    const skew =
      this.life?.skewMs ?? (faults.strikes('clock jump') ? faults.of('clock jump').between(-5_000, 5_000) : 0);
    const life = new Life(this.name, ++this.lives, scheduler, skew);
    this.life = life;
    this.stopping = false;
    const host = this.build(life);
    this.stage.variant.host?.(host);
    this.host = host;
    // A process that can't start ends, and is started again by whoever looks after it.
    this.booting = host.start().catch(() => this.crash(500));
  }

  /** Gone between two steps; nothing that it awaits ever comes. */
  crash(restartAfterMs: number): void {
    if (!this.life?.alive) return;
    this.life.end();
    this.stage.network.bury(this.life);
    this.host = null;
    this.restart(restartAfterMs);
  }

  /** @param restartAfterMs null: stays down */
  stop(restartAfterMs: number | null): void {
    const { life, host } = this;
    if (!life?.alive || host === null || this.stopping) return;
    this.stopping = true;
    const gone = (): void => {
      if (!life.alive) return;
      // A pause that nobody waits for any more is no work.
      const labels = this.stage.scheduler.pendingOf(life).map(({ label }) => label);
      const left = labels.filter((label) => !label.endsWith(' pause'));
      if (left.length > 0) this.stage.onAlarm('a stopped process goes on', { left });
      life.end();
      this.stage.network.bury(life);
      this.host = null;
      if (restartAfterMs !== null) this.restart(restartAfterMs);
    };
    const boot = this.booting;
    const stopped = host.stop().then(() => boot);
    stopped.then(gone, (error: unknown) => this.stage.onAlarm(`${life.name}: its stop failed`, { error }));
  }

  get isUp(): boolean {
    return this.life?.alive === true && !this.stopping;
  }

  get isDown(): boolean {
    return this.life?.alive !== true;
  }

  /** Null: not the owner, or nobody there. */
  async ask<Answer>(workspace: string, question: (state: Routing) => Answer): Promise<Answer | null> {
    if (this.host === null || !this.isUp) return null;
    const answer = await this.host.ask(workspace, question).catch(() => null);
    return answer instanceof NotOwner ? null : answer;
  }

  private restart(afterMs: number): void {
    const { scheduler } = this.stage;
    const run = () => this.start();
    scheduler.add({ label: `${this.name} starts`, life: null, at: scheduler.now + afterMs, run });
  }

  private build(life: Life): RoutingHost {
    const { stage, settings } = this;
    const { variant, network, faults } = stage;
    const own = simJournal(journalOf(stage, ENGINE_SERVICE), life, network, faults);
    const bus = settings.bus === 'rough' ? createRoughBus({ life, services: WRITERS, ...stage }) : this.tableBus(life);
    return new LaneHost({
      core: variant.core?.(routingCore, life.clock) ?? routingCore,
      journal: variant.client?.(own) ?? own,
      bus: variant.bus?.(bus) ?? bus,
      clock: life.clock,
      ids: life.ids,
      alarm: (message, detail) => stage.onAlarm(`${life.name}: ${message}`, detail),
      pause: (ms) => new Promise((resolve) => void life.after(ms, 'pause', resolve)),
      consumer: ENGINE,
      owner: settings.keepsName ? this.name : life.name,
      inputs: INPUTS,
      decisions: DECISIONS,
      leaseMs: settings.leaseMs,
      sealEvery: settings.sealEvery,
    });
  }

  /** The product's own bus over the tables; every query of it is a request. */
  private tableBus(life: Life): Bus {
    const { stage } = this;
    const { network, faults } = stage;
    const readers = WRITERS.map((service) => simJournal(journalOf(stage, service), life, network, faults));
    const dice = stage.dice.apart(`follower ${life.name}`);
    return createTableBus(readers, { pollMs: 3_000, batch: 20, timers: followerTimers(life, () => dice.next()) });
  }
}

function followerTimers(life: Life, random: () => number): FollowerTimers {
  return {
    random,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const aborted = (): void => (cancel(), resolve());
        const cancel = life.after(ms, 'poll', () => (signal.removeEventListener('abort', aborted), resolve()));
        signal.addEventListener('abort', aborted, { once: true });
      }),
  };
}

export function journalOf({ journals }: Pick<Stage, 'journals'>, service: string) {
  const journal = journals.get(service);
  if (journal === undefined) throw new Error(`no journal of ${service}`);
  return journal;
}
