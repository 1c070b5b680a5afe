// Which database a command reads: one that is named, the one that serves the data folder, or one started for it.
import { acquireDataFolder, FolderInUse, FormatTooNew, startEmbeddedPostgres } from '@frontdesk/embedded-postgres';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CliError, EXIT, notFound, unreachable } from '../terminal/exit.js';
import { runningPort, urlOf } from './running-postgres.js';

export interface Where {
  readonly data?: string;
  /** One, or one for each service. */
  readonly databaseUrl?: readonly string[];
}

export interface Located {
  readonly urls: readonly string[];
  readonly close: () => Promise<void>;
}

type Env = Readonly<Record<string, string | undefined>>;

const DATABASE = 'frontdesk';
const nothing = (): Promise<void> => Promise.resolve();

/** What is said on the command line wins over the environment, a database over a folder. */
export async function locate(where: Where, env: Env, say: (text: string) => void): Promise<Located> {
  const told = where.data === undefined ? (env['DATABASE_URL'] ?? '').split(/\s+/).filter((url) => url !== '') : [];
  const urls = where.databaseUrl ?? told;
  if (urls.length > 0) return { urls, close: nothing };
  const data = resolve(where.data ?? env['FRONTDESK_DATA'] ?? '.data');
  const dir = join(data, 'postgres');
  if (!existsSync(join(dir, 'PG_VERSION'))) {
    throw notFound(`There is no Frontdesk data in ${data}. Start the product there, or use --data or --database-url.`);
  }
  const port = await runningPort(dir);
  return port === null ? startFor(data, say) : { urls: [urlOf(port, DATABASE)], close: nothing };
}

async function startFor(data: string, say: (text: string) => void): Promise<Located> {
  const folder = await acquireDataFolder(data).catch((error: unknown) => {
    if (error instanceof FolderInUse) throw unreachable(`Its database does not answer, and ${error.message}`, error);
    if (error instanceof FormatTooNew) throw new CliError(EXIT.failed, error.message);
    throw error;
  });
  try {
    say(`Frontdesk is not running on ${data}: its database is started for this command.`);
    const postgres = await startEmbeddedPostgres({ dir: folder.postgresDir });
    const close = async () => {
      await postgres.stop();
      folder.release();
    };
    return { urls: [postgres.url(DATABASE)], close };
  } catch (error) {
    folder.release();
    throw error;
  }
}
