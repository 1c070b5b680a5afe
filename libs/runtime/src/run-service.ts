// What every service's main does: `main.js` serves, `main.js migrate` brings its schema up to date and ends.
import { isStoreAway, type ServiceDefinition } from '@frontdesk/nest';
import type { Running } from './boot-process.js';
import { migrate, startDistributed } from './distributed.js';
import { readDistributedConfig } from './distributed-config.js';
import { fail, stopOnSignals } from './process-life.js';
import { untilThere } from './until-there.js';

/** `prepare` runs once the process listens and before it is of use to anybody: demo data, for one. It may be run again. */
export async function runService(
  definition: ServiceDefinition,
  prepare?: (running: Running) => Promise<void>,
): Promise<void> {
  try {
    const config = readDistributedConfig(process.env);
    if (process.argv[2] === 'migrate') return await migrate(config, definition);
    const running = await startDistributed(config, definition);
    stopOnSignals(running.stop, () => undefined);
    if (config.demo) {
      process.stderr.write(
        `${definition.name}: FRONTDESK_DEMO=1, whoever asks is let in; never do this where strangers are.\n`,
      );
      if (prepare)
        await untilThere(
          'the database',
          () => prepare(running),
          () => undefined,
          isStoreAway,
        );
    }
  } catch (error) {
    fail(error);
  }
}
