// Bugs on purpose, for a fault run that must find them: each is a module that the service processes load before their
// own. The product knows nothing of them; only who starts its processes can put one in.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

/** What each one breaks, for `--help` and the reader of a report. */
export const BUGS = {
  'drop-a-close': 'the engine passes over every tenth close that it takes in',
  'forget-position': 'the engine forgets how far it has come, and decides again what the bus hands out again',
};

/** The environment of processes with this bug in them. */
export function withBug(name) {
  const file = join(import.meta.dirname, 'bugs', `${name}.mjs`);
  return { NODE_OPTIONS: `--import=${pathToFileURL(file).href}` };
}
