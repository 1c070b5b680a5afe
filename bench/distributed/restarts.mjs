// How long a replica is away: ended, started again, and ready by its own word; killed, and after a goodbye.
import { figure, median, pause, timed } from '../measure.mjs';

const TIMES = 3;
/** Shares of lanes and partitions have come to rest. */
const SETTLE_MS = 2_000;
const SERVICES = ['assignment-queue', 'conversation'];

export async function restarts({ processes }) {
  const figures = [];
  for (const service of SERVICES) {
    const replica = processes.find((one) => one.service === service);
    for (const [how, end] of [
      ['kill9', () => replica.kill9()],
      ['sigterm', () => replica.stop()],
    ]) {
      const times = [];
      for (let n = 0; n < TIMES; n++) {
        await end();
        times.push((await timed(() => replica.start())) / 1_000);
        await pause(SETTLE_MS);
      }
      const name = `restart.${service.replaceAll('-', '_')}_after_${how}`;
      figures.push(figure({ name, value: median(times), unit: 's p50', n: TIMES }));
    }
  }
  return figures;
}
