// Brings the server back when it ends although nobody stopped it: killed for its memory, or given up on a full disk.
// It comes back on its own port, because the clients in this process know no other.
import { isAlive, pause } from './postmaster.js';
import { startEmbeddedPostgres, type EmbeddedPostgres, type StartOptions } from './server.js';

const LOOK_EVERY_MS = 250;
const AGAIN_MS = 1_000;

/** @param tell hears that the server has ended, each start that failed, and that it runs again */
export async function keepRunning(
  options: StartOptions,
  tell: (message: string, detail: unknown) => void,
): Promise<EmbeddedPostgres> {
  let server = await startEmbeddedPostgres(options);
  const { port } = server;
  let restarting: Promise<void> | null = null;
  let stopping = false;
  const restart = async (): Promise<void> => {
    tell('PostgreSQL has ended and is started again', { pid: server.pid });
    while (!stopping) {
      try {
        server = await startEmbeddedPostgres({ ...options, port });
        return tell('PostgreSQL runs again', { pid: server.pid });
      } catch (error) {
        tell('PostgreSQL does not start; trying again', { error: error instanceof Error ? error.message : error });
        await pause(AGAIN_MS);
      }
    }
  };
  const watch = setInterval(() => {
    if (restarting === null && !isAlive(server.pid)) restarting = restart().finally(() => (restarting = null));
  }, LOOK_EVERY_MS);
  watch.unref();
  const stop = async (): Promise<void> => {
    stopping = true;
    clearInterval(watch);
    await restarting;
    await server.stop();
  };
  return { ...server, stop };
}
