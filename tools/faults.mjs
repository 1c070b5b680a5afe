// `npm run faults -- --minutes 10 --seed 7`: the distributed product while things break; exit code 3 when anything is lost,
// doubled or over a limit, 4 when too little happened to say so. With `--bug NAME` its engine runs with a bug on purpose,
// and the run must find it.
import { BUGS, withBug } from '../tests/faults/bugs.mjs';
import { buildStale } from './build.mjs';
import { optionsOf, positive } from './options.mjs';
import { ROOT } from './run.mjs';

const DIFFERENCES = 3;
const TOO_LITTLE = 4;
const HELP = `npm run faults -- [--minutes 10] [--seed N] [--arrival-every 1100] [--data DIR] [--bug NAME]
  --minutes        how long things break, and longer, at most twice, until there was the traffic that so many minutes
                   promise; before it is calm for a quarter of that, at most a minute
  --seed           draws the same faults again
  --arrival-every  milliseconds between two visitors, on average
  --data           keeps databases and logs there
  --bug            a bug on purpose; exit code 3 is then the right one:
${Object.entries(BUGS)
  .map(([name, what]) => `                   ${name}: ${what}`)
  .join('\n')}`;

process.chdir(ROOT);
const say = (line) => process.stdout.write(`${line}\n`);
const options = readOptions();

await buildStale({ log: say });
const { startDistributedProduct } = await import('../deploy/native/distributed.mjs');
const { faultRun, ENV, REPLICAS } = await import('../tests/faults/run.mjs');
const { pageOf, isSound, shortfalls } = await import('../tests/faults/report.mjs');
const { seed, bug, data } = options;
say(`seed ${seed}${bug ? `, with a bug on purpose: ${bug}, ${BUGS[bug]}` : ''}`);
const product = await startDistributedProduct({
  replicas: REPLICAS,
  env: ENV,
  say,
  ...(bug && { programs: withBug(bug) }),
  ...(data && { dir: data }),
});
const end = async (code) => {
  await product.stop();
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end(130));
try {
  const { faultsMs, everyMs } = options;
  const calmMs = Math.min(60_000, faultsMs / 4);
  const report = await faultRun({ product, seed, calmMs, faultsMs, everyMs, say });
  say(`\n${pageOf(report)}`);
  if (!isSound(report)) await end(DIFFERENCES);
  await end(shortfalls(report).length === 0 ? 0 : TOO_LITTLE);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  await end(1);
}

function readOptions() {
  return optionsOf(
    HELP,
    {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      'arrival-every': { type: 'string', default: '1100' },
      data: { type: 'string' },
      bug: { type: 'string' },
    },
    ({ data, bug, seed: text, minutes, 'arrival-every': every }) => {
      if (bug !== undefined && !Object.hasOwn(BUGS, bug))
        throw new Error(`--bug ${bug}: known are ${Object.keys(BUGS).join(', ')}.`);
      const seed = Number(text);
      if (!Number.isInteger(seed)) throw new Error(`--seed ${text}: use a whole number.`);
      const everyMs = positive('arrival-every', every);
      return { faultsMs: positive('minutes', minutes) * 60_000, everyMs, seed, data, bug };
    },
  );
}
