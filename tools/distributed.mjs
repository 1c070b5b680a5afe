// `npm run distributed`: the product as separate services on a real Kafka, in the foreground; Ctrl-C takes it all down.
import { parseArgs } from 'node:util';
import { buildStale } from './build.mjs';
import { ROOT } from './run.mjs';

process.chdir(ROOT);
const say = (line) => process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    data: { type: 'string' },
    replicas: { type: 'string', default: '' },
  },
});
const replicas = Object.fromEntries(
  values.replicas
    .split(',')
    .filter(Boolean)
    .map((one) => one.split('='))
    .map(([name, n]) => [name, Number(n)]),
);

await buildStale({ log: say });
const { startDistributedProduct } = await import('../deploy/native/distributed.mjs');
const { greet, stopOnSignals } = await import('@frontdesk/runtime');
const starting = startDistributedProduct({
  port: Number(values.port),
  dir: values.data ?? '.data-distributed',
  replicas,
  say,
});
stopOnSignals(async () => (await starting).stop());
const { url } = await starting;
greet(url, true);
