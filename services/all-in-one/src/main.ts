// The product in one process: `npm start`. Prints where to click; Ctrl-C stops everything in order.
import 'reflect-metadata';
import { fail, greet, readConfig, startEmbedded, stopOnSignals } from '@frontdesk/runtime';
import { prepareDemo } from './demo.js';
import { services } from './services.js';

let stopping = () => false;
try {
  const starting = startEmbedded(readConfig(process.env), services);
  // From now on there may be a database server to stop: a signal during the start waits for what has begun.
  stopping = stopOnSignals(async () => (await starting).stop());
  const running = await starting;
  await prepareDemo(running.app).catch(async (error: unknown) => {
    await running.stop();
    throw error;
  });
  if (!stopping()) greet(running.url);
} catch (error) {
  // What a stop interrupts fails on purpose, and the stop itself says how it went.
  if (!stopping()) fail(error);
}
