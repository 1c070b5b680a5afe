// The broker's classes as Java itself keeps them ready (an archive for class data sharing): reading them from their jars
// is more than half of the work of a start, and a broker that was killed under load is missed by everybody meanwhile.
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writing it takes its time on a busy machine; cut off, it would be of no use. */
const WRITTEN_WITHIN_MS = 120_000;

/**
 * Java's option that uses it; none where it could not be made: then a start takes longer, and that is all.
 * @param {string} jars the folder of the class path: the archive is good for just this one, and lies there
 * @param {(dir: string, java: readonly string[]) => Promise<{stop(graceMs: number): Promise<void>}>} startOnce a broker in
 *   a folder of its own, with these options for Java
 */
export async function classArchive(jars, startOnce) {
  const archive = join(jars, 'broker.jsa');
  const use = [`-XX:SharedArchiveFile=${archive}`];
  if (existsSync(archive)) return use;
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-kafka-classes-'));
  // Made beside and renamed: two at once can't harm one another.
  const making = `${archive}.making-${process.pid}`;
  try {
    const broker = await startOnce(dir, [`-XX:ArchiveClassesAtExit=${making}`]);
    await broker.stop(WRITTEN_WITHIN_MS);
    renameSync(making, archive);
    return use;
  } catch {
    rmSync(making, { force: true });
    return [];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
