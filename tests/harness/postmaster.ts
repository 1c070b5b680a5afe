// The embedded database server of a data folder, as its own file names it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** null: there is none, or it is only just starting. */
export function postmaster(dataDir: string): { readonly pid: number; readonly port: number } | null {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number);
  return pid && port ? { pid, port } : null;
}

export function databaseUrl({ dataDir }: { readonly dataDir: string }): string {
  const server = postmaster(dataDir);
  if (server === null) throw new Error(`no database server runs on ${dataDir}`);
  return `postgres://postgres@127.0.0.1:${server.port}/frontdesk`;
}
