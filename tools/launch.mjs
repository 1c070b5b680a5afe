// Builds what is stale, then becomes the built program: the same process, so that only one Node is paid for.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuildFailed, buildStale } from './build.mjs';
import { ROOT } from './run.mjs';

export async function launch(entry, log) {
  try {
    await buildStale({ entry, ...(log ? { log } : {}) });
  } catch (error) {
    process.stderr.write(`${error instanceof BuildFailed ? error.message : error.stack}\n`);
    process.exit(1);
  }
  const file = join(ROOT, entry);
  if (!existsSync(file)) {
    process.stderr.write(`${entry} is missing although the build passed; is its source there?\n`);
    process.exit(1);
  }
  process.setSourceMapsEnabled(true);
  // The program must believe that it was started directly: entry points compare argv[1] with their own file.
  process.argv[1] = file;
  await import(pathToFileURL(file).href);
}
