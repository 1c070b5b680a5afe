// `npm run faults -- --minutes 10 --seed 7`: the distributed product while things break; exit code 3 when anything is lost,
// doubled or over a limit.
import { parseArgs } from 'node:util';
import { buildStale } from './build.mjs';
import { ROOT } from './run.mjs';

const DIFFERENCES = 3;

process.chdir(ROOT);
const say = (line) => process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    'arrival-every': { type: 'string', default: '1000' },
    data: { type: 'string' },
  },
});

await buildStale({ log: say });
const { startDistributedProduct } = await import('../deploy/native/distributed.mjs');
const { faultRun, pageOf, isSound, ENV, REPLICAS } = await import('../tests/faults/run.mjs');
say(`seed ${values.seed}`);
const product = await startDistributedProduct({
  replicas: REPLICAS,
  env: ENV,
  say,
  ...(values.data && { dir: values.data }),
});
const end = async (code) => {
  await product.stop();
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end(130));
try {
  const faultsMs = Number(values.minutes) * 60_000;
  const calmMs = Math.min(60_000, faultsMs / 4);
  const everyMs = Number(values['arrival-every']);
  const report = await faultRun({ product, seed: Number(values.seed), calmMs, faultsMs, everyMs, say });
  say(`\n${pageOf(report)}`);
  await end(isSound(report) ? 0 : DIFFERENCES);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  await end(1);
}
