// `frontdesk verify`: is the log whole, and was everything decided by the rules?
import type { Command } from 'commander';
import type { LogSource } from '../database/log-source.js';
import { EXIT, usage, type ExitCode } from '../terminal/exit.js';
import { Progress, rate } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { openLogFile } from '../verify/log-file.js';
import { verifyLog, type VerifyReport } from '../verify/verify-log.js';
import { verb, withLog, type VerbContext, type VerbOptions } from './verb.js';

export function verifyVerb(program: Command, context: VerbContext): void {
  verb(program, 'verify', 'decide everything again and compare; exit code 3 when anything differs')
    .argument('[file]', 'a log that events export has written, instead of the database')
    .action((file: string | undefined, options: VerbOptions) =>
      file === undefined
        ? withLog(options, context, (log) => verified(log, options, context))
        : verifyFile(file, options, context),
    );
}

async function verifyFile(path: string, options: VerbOptions, context: VerbContext): Promise<void> {
  if (options.data !== undefined || options.databaseUrl !== undefined)
    throw usage('Name a file, or where the database is; not both.');
  const file = await openLogFile(path);
  try {
    context.exit(await verified(file, options, context, file.lines()));
  } finally {
    file.close();
  }
}

async function verified(
  log: LogSource,
  { json }: VerbOptions,
  { terminal, signal }: VerbContext,
  lines?: AsyncIterable<string>,
): Promise<ExitCode> {
  const more = lines === undefined ? {} : { lines };
  const report = await watched(terminal, signal, (onProgress) => verifyLog(log, { onProgress, ...more }));
  await terminal.print(json ? JSON.stringify(report) : pageOf(report, terminal));
  return report.differences.length + report.more > 0 ? EXIT.differences : EXIT.ok;
}

type OnProgress = (what: string, done: number, total: number) => void;

async function watched<T>(
  terminal: Terminal,
  signal: AbortSignal,
  work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const stages = new Map<string, Progress>();
  try {
    return await work((what, done, total) => {
      signal.throwIfAborted();
      const progress = stages.get(what) ?? new Progress(terminal, what, total);
      stages.set(what, progress);
      progress.at(done, total);
    });
  } finally {
    for (const progress of stages.values()) progress.end();
  }
}

function pageOf(report: VerifyReport, terminal: Terminal): string {
  const { lanes, checker, differences, more, records, decisions, tookMs } = report;
  const ledgers = checker.ledgers.map(({ workspace, arrivals, outcomes, open, remainder }) => {
    const { assigned, abandoned, timed_out, converted, refused, closed_by_staff } = outcomes;
    const stillOpen = open.waiting + open.pooled + open.submission_offered;
    const ended = [assigned, abandoned, timed_out, converted, refused, closed_by_staff];
    return [workspace, arrivals, ...ended, stillOpen, remainder];
  });
  const columns = ['assigned', 'abandoned', 'timed out', 'converted', 'refused', 'closed', 'open', 'remainder'];
  const total = differences.length + more;
  const sum = `${total} ${total === 1 ? 'difference' : 'differences'}`;
  return [
    table(
      terminal,
      ['lane', 'records', 'decisions', 'seals', 'faults', 'state'],
      lanes.map(({ lane, stateHash, ...n }) => [lane, n.records, n.decisions, n.seals, n.faults, short(stateHash)]),
    ),
    '',
    table(terminal, ['workspace', 'arrivals', ...columns], ledgers),
    '',
    ...differences.map(({ kind, where, conversationId, text }) => {
      const about = conversationId === undefined ? '' : ` (conversation ${conversationId})`;
      return `${terminal.paint('red', kind)}  ${where}${about}\n  ${text}`;
    }),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...checker.notes,
    `${records} records, ${decisions} decisions decided again, ${rate(records / Math.max(0.001, tookMs / 1_000))}: ` +
      terminal.paint(total === 0 ? 'green' : 'red', sum),
  ].join('\n');
}

const short = (hash: string | null): string => hash?.slice(0, 16) ?? 'unknown';
