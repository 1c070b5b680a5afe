// `frontdesk`: the command line.
import { runCli } from './program.js';
import { processTerminal } from './terminal/terminal.js';

const INTERRUPTED = 130;

const stop = new AbortController();
let asked = 0;
// The first signal lets the command close what it opened (a database it started, above all); the second one ends it.
const onSignal = () => {
  if (++asked > 1) process.exit(INTERRUPTED);
  stop.abort();
};
process.on('SIGINT', onSignal).on('SIGTERM', onSignal);

const { argv, env } = process;
const code = await runCli(argv.slice(2), { terminal: processTerminal(env), env, signal: stop.signal });
process.exitCode = asked > 0 ? INTERRUPTED : code;
// Nothing is left to wait for, but a pooled socket may take its time to say so.
process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
