// `npm run day -- --agents 200 --visitors 2000 --hours 10 --seed 7`: a whole day of a busy reception through the real
// services in one process, on a fast clock; exit code 3 when the log shows anybody lost, doubled or over a limit.
import { buildStale } from './build.mjs';
import { optionsOf, positive } from './options.mjs';
import { ROOT } from './run.mjs';

const DIFFERENCES = 3;

process.chdir(ROOT);
const say = (line) => process.stdout.write(`${line}\n`);
const HELP = `npm run day -- [--agents 200] [--visitors 2000] [--hours 10] [--speed 60] [--seed N]
  --agents    work in shifts
  --visitors  come two or three times each, on average
  --hours     from opening to closing
  --speed     how many times as fast as the wall's clock; a machine that others use as well may need less
  --seed      draws the same day again`;
const DEFAULTS = { agents: 200, visitors: 2_000, hours: 10, speed: 60, seed: Math.floor(Math.random() * 2 ** 31) };
const size = optionsOf(
  HELP,
  Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, value]) => [name, { type: 'string', default: String(value) }]),
  ),
  (values) => Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, positive(name, values[name])])),
);
await buildStale({ log: say });
const { liveADay, pageOf, isSound } = await import('../tests/day/run.mjs');
say(`seed ${size.seed}`);
const report = await liveADay({ ...size, say });
say(`\n${pageOf(report)}`);
process.exitCode = isSound(report) ? 0 : DIFFERENCES;
