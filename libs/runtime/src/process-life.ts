// What the person at the terminal sees: where to click, why it did not start, that it has stopped.
import { FolderInUse, FormatTooNew } from '@frontdesk/embedded-postgres';
import { ConfigError } from './config-error.js';

const USAGE = 2;
const FORCED = 130;

export function greet(url: string, demo: boolean): void {
  process.stdout.write(
    `\nFrontdesk is ready in ${(performance.now() / 1000).toFixed(1)} s.\n${demo ? demoLinks(url) : links(url)}\n`,
  );
}

const links = (url: string): string => `
  The workbench  ${url}/workbench
  The console    ${url}/console
  The API        ${url}/openapi.json

People sign in at the identity provider that is set up. Ctrl-C stops everything.
`;

const demoLinks = (url: string): string => `
  A visitor      ${url}/demo
  An agent       ${url}/workbench?as=ana     (also ?as=ben, supervisor ?as=sue)
  The console    ${url}/console?as=ada
  The API        ${url}/openapi.json

Demo sign-ins need no password: ana, ben (agents), sue (supervisor), ada (owner), aud (auditor).
Go online as Ana, then write as the visitor. Ctrl-C stops everything.
`;

/**
 * The first signal stops in order, however long the last requests take; the second one ends at once.
 * @returns whether a signal has come
 */
export function stopOnSignals(stop: () => Promise<void>, say: (text: string) => void = print): () => boolean {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(FORCED);
    stopping = true;
    say('\nStopping …\n');
    stop().then(
      () => {
        say('Stopped.\n');
        process.exit(0);
      },
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return () => stopping;
}

/** What a person can mend is one sentence; the rest is a bug and keeps its stack. */
export function fail(error: unknown): never {
  const known = error instanceof ConfigError || error instanceof FolderInUse || error instanceof FormatTooNew;
  const words = isPortTaken(error)
    ? `Port ${error.port} is taken by another process. Stop that one, or choose another by PORT.`
    : known
      ? error.message
      : `Frontdesk could not start: ${describe(error)}`;
  process.stderr.write(`${words}\n`);
  process.exit(error instanceof ConfigError || isPortTaken(error) ? USAGE : 1);
}

const print = (text: string): void => void process.stdout.write(text);

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

function isPortTaken(error: unknown): error is { code: string; port: number } {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
}
