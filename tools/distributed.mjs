// `npm run distributed`: the product as separate services on a real Kafka, in the foreground; Ctrl-C takes it all down.
import { SERVICES } from '../deploy/topology.mjs';
import { buildStale } from './build.mjs';
import { optionsOf, positive } from './options.mjs';
import { ROOT } from './run.mjs';

process.chdir(ROOT);
const say = (line) => process.stdout.write(`${line}\n`);
const HELP = `npm run distributed -- [--port 3000] [--data .data-distributed] [--replicas assignment-queue=3,conversation=2]
  --port      where the first gateway listens
  --data      keeps databases, topics and logs
  --replicas  how many processes of a service, where it is not the usual number`;
const { port, dir, replicas } = optionsOf(
  HELP,
  {
    port: { type: 'string', default: '3000' },
    data: { type: 'string', default: '.data-distributed' },
    replicas: { type: 'string', default: '' },
  },
  ({ port, data, replicas }) => ({ port: positive('port', port), dir: data, replicas: replicasOf(replicas) }),
);

await buildStale({ log: say });
const { startDistributedProduct } = await import('../deploy/native/distributed.mjs');
const { greet, stopOnSignals } = await import('@frontdesk/runtime');
const starting = startDistributedProduct({
  ...{ port, dir, replicas, say },
});
stopOnSignals(async () => (await starting).stop());
const { url } = await starting;
greet(url, true);

function replicasOf(text) {
  const all = text.split(',').filter(Boolean);
  return Object.fromEntries(
    all.map((one) => {
      const [name, count] = one.split('=');
      if (!SERVICES.some((service) => service.name === name))
        throw new Error(`--replicas ${one}: known are ${SERVICES.map((service) => service.name).join(', ')}.`);
      return [name, positive(`replicas ${name}`, count)];
    }),
  );
}
