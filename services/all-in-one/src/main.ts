// The product in one process: `npm start`. Prints where to click; Ctrl-C stops everything in order.
import 'reflect-metadata';
import { readConfig, startEmbedded } from '@frontdesk/runtime';
import { fail, greet, stopOnSignals } from './console.js';
import { prepareDemo } from './demo.js';
import { services } from './services.js';

try {
  const running = await startEmbedded(readConfig(process.env), services);
  stopOnSignals(running.stop);
  await prepareDemo(running.app);
  greet(running.url);
} catch (error) {
  fail(error);
}
