// Whether the port is to be had, asked before anything is started for it: Nest would first write a line of its own to the log.
import { createServer } from 'node:net';
import { ConfigError } from './config-error.js';

/** Refuses with one sentence that says what to do. Port 0 is whichever is free. */
export async function expectFree({ port, host }: { readonly port: number; readonly host: string }): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    await new Promise<void>((listening, failed) => {
      probe.once('error', failed);
      probe.listen({ port, host, exclusive: true }, listening);
    });
  } catch (error) {
    const words = wordsFor((error as NodeJS.ErrnoException).code, port, host);
    throw words === null ? error : new ConfigError(words);
  } finally {
    await new Promise((closed) => probe.close(closed));
  }
}

function wordsFor(code: string | undefined, port: number, host: string): string | null {
  const next = port < 65_535 ? port + 1 : 3000;
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another process. Stop that one, or take another port: PORT=${next} npm start`;
  if (code === 'EACCES')
    return `Port ${port} is not for this user. Take one from 1024 on, or behind a proxy: PORT=3000 npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST=${host}: this machine has no such address. Use 127.0.0.1 for this machine alone, 0.0.0.0 for all.`;
  return null;
}
