// The product in one process: `npm start`. Prints where to click; Ctrl-C stops everything in order.
import 'reflect-metadata';
import { fail, greet, readConfig, startEmbedded, stopOnSignals } from '@frontdesk/runtime';
import { prepareDemo } from './demo.js';
import { services, withoutDemo } from './services.js';

let stopping = () => false;
try {
  const config = readConfig(process.env);
  // Whoever has brought an identity provider of their own wants no issuer that lets in whoever asks.
  const demo = config.demo || config.issuer === null;
  const starting = startEmbedded(config, demo ? services : withoutDemo);
  // From now on there may be a database server to stop: a signal during the start waits for what has begun.
  stopping = stopOnSignals(async () => (await starting).stop());
  const running = await starting;
  if (demo)
    await prepareDemo(running.app).catch(async (error: unknown) => {
      await running.stop();
      throw error;
    });
  if (!stopping()) greet(running.url, demo);
} catch (error) {
  // What a stop interrupts fails on purpose, and the stop itself says how it went.
  if (!stopping()) fail(error);
}
