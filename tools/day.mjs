// `npm run day -- --agents 200 --visitors 2000 --hours 10 --seed 7`: a whole day of a busy reception through the real
// services in one process, on a fast clock; exit code 3 when the log shows anybody lost, doubled or over a limit.
import { parseArgs } from 'node:util';
import { buildStale } from './build.mjs';
import { ROOT } from './run.mjs';

const DIFFERENCES = 3;

process.chdir(ROOT);
const say = (line) => process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '200' },
    visitors: { type: 'string', default: '2000' },
    hours: { type: 'string', default: '10' },
    speed: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const size = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));
for (const [name, value] of Object.entries(size)) {
  if (Number.isFinite(value) && value > 0) continue;
  process.stderr.write(`--${name} ${values[name]}: use a number above 0.\n`);
  process.exit(2);
}
await buildStale({ log: say });
const { liveADay, pageOf, isSound } = await import('../tests/day/run.mjs');
say(`seed ${values.seed}`);
const report = await liveADay({ ...size, say });
say(`\n${pageOf(report)}`);
process.exitCode = isSound(report) ? 0 : DIFFERENCES;
