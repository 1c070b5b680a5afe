// One process of a service that writes inputs: does one deed after the other, tries again, dies and comes back.
import { AggregateHandler } from '@frontdesk/engine';
import { OutcomeUnknown, Unavailable } from '@frontdesk/journal';
import { carryOut, type Deed, type Desk } from './deed.js';
import { journalOf } from './engine-process.js';
import { Life } from './life.js';
import { simJournal } from './sim-journal.js';
import type { Stage, Writer } from './stage.js';
import { talkDecider } from './talk.js';

const RETRY_MS = 200;
const MOST_TRIES = 4;

export class ServiceProcess {
  life: Life | null = null;
  private readonly todo: Deed[] = [];
  private desk: Desk | null = null;
  private lives = 0;
  private busy = false;

  constructor(
    readonly name: string,
    readonly service: Writer,
    private readonly stage: Stage,
  ) {}

  get isIdle(): boolean {
    return this.todo.length === 0;
  }

  start(): void {
    const { stage } = this;
    const life = new Life(this.name, ++this.lives, stage.scheduler, this.life?.skewMs ?? 0);
    const journal = simJournal(journalOf(stage, this.service), life, stage.network, stage.faults);
    const topic = 'conversation.events';
    const talks = new AggregateHandler({ journal, decider: talkDecider, topic, ids: life.ids, cached: 4 });
    this.life = life;
    this.desk = { life, journal, talks };
    this.busy = false;
    this.next();
  }

  /** The deed at hand may or may not be done: whoever wanted it asks again, or gives up. */
  crash(restartAfterMs: number, givesUp: boolean): void {
    if (!this.life?.alive) return;
    this.life.end();
    this.stage.network.bury(this.life);
    this.desk = null;
    if (givesUp && this.busy) this.todo.shift();
    const { scheduler } = this.stage;
    const run = () => this.start();
    scheduler.add({ label: `${this.name} starts`, life: null, at: scheduler.now + restartAfterMs, run });
  }

  add(deed: Deed): void {
    this.todo.push(deed);
    this.next();
  }

  private next(): void {
    const { desk } = this;
    const [deed] = this.todo;
    if (desk === null || this.busy || deed === undefined) return;
    this.busy = true;
    void this.work(deed, desk).then(() => {
      if (this.desk !== desk) return;
      this.todo.shift();
      this.busy = false;
      this.next();
    });
  }

  private async work(deed: Deed, desk: Desk): Promise<void> {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      try {
        return await carryOut(deed, desk);
      } catch (error) {
        if (!(error instanceof Unavailable || error instanceof OutcomeUnknown))
          this.stage.onAlarm(`${this.name}: a deed failed`, { error });
        await new Promise<void>((resolve) => void desk.life.after(RETRY_MS, 'tries again', resolve));
      }
    }
  }
}
