// Bugs on purpose, for a fault run that must find them: each is a program that puts one into the engine and then is the
// queue's service. The product knows nothing of them; only who starts its processes can put one in.
import { join } from 'node:path';

/** What each one breaks, for `--help` and the reader of a report. */
export const BUGS = {
  'drop-a-close': 'the engine passes over every tenth close that it takes in',
  'forget-position': 'the engine forgets how far it has come, and decides again what the bus hands out again',
};

/** The programs of a product with this bug in it. */
export const withBug = (name) => ({ 'assignment-queue': join(import.meta.dirname, 'bugs', `${name}.mjs`) });
