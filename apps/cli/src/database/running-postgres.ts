// The PostgreSQL that serves a data folder right now, if there is one: then its data can be read beside the product.
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { SteadyClient } from '@frontdesk/journal-postgres';

const STARTING = '57P03';
const TRIES = 20;
const PAUSE_MS = 250;

export const urlOf = (port: number, database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;

/** Its port; null when nothing serves this very folder. */
export async function runningPort(dir: string): Promise<number | null> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = portIn(dir);
    if (port === null) return null;
    const folder = await servedFolder(port);
    // A port proves nothing: somebody else may listen there by now.
    if (folder !== 'starting') return folder === realpathSync(dir) ? port : null;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return null;
}

function portIn(dir: string): number | null {
  try {
    const line = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[3];
    return Number(line) || null;
  } catch {
    return null;
  }
}

async function servedFolder(port: number): Promise<string | null> {
  const client = new SteadyClient({ connectionString: urlOf(port, 'postgres'), connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string }>(`SELECT current_setting('data_directory') AS dir`);
    return rows[0]?.dir ?? null;
  } catch (error) {
    return (error as { code?: string }).code === STARTING ? 'starting' : null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
