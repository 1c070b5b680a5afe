// The hand that knocks things over: between any two steps a process may die, freeze, be restarted or lose its time.
import type { EngineProcess } from './engine-process.js';
import type { Faults } from './faults.js';
import type { Scheduler } from './scheduler.js';
import type { ServiceProcess } from './service-process.js';

export interface ChaosOptions {
  readonly faults: Faults;
  readonly scheduler: Scheduler;
  readonly engines: readonly EngineProcess[];
  readonly services: readonly ServiceProcess[];
  readonly setStoreClock: (byMs: number) => void;
}

export class Chaos {
  constructor(private readonly options: ChaosOptions) {}

  strike(): void {
    const { faults, scheduler, engines, services, setStoreClock } = this.options;
    if (faults.strikes('crash')) {
      const dice = faults.of('crash');
      const restart = dice.between(50, 5_000);
      if (dice.chance(0.75)) dice.pick(engines).crash(restart);
      else dice.pick(services).crash(restart, dice.chance(0.3));
    }
    if (faults.strikes('graceful restart')) {
      const dice = faults.of('graceful restart');
      dice.pick(engines).stop(dice.between(50, 3_000));
    }
    if (faults.strikes('pause')) {
      const dice = faults.of('pause');
      const { life } = dice.chance(0.8) ? dice.pick(engines) : dice.pick(services);
      // Longer than a lease, as often as not: it wakes up believing that it owns what others own by now.
      if (life) life.pausedUntil = scheduler.now + dice.between(200, 7_000);
    }
    if (faults.strikes('clock jump')) {
      const dice = faults.of('clock jump');
      const { life } = dice.pick(engines);
      if (life) life.skewMs = dice.between(-6_000, 6_000);
    }
    if (faults.strikes('store clock jump')) setStoreClock(faults.of('store clock jump').between(-2_000, 2_000));
  }
}
