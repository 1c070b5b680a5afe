// `frontdesk rebuild --check`: does the journal alone give the state that snapshot and tail give?
import type { Command } from 'commander';
import { rebuildLog, type RebuildReport } from '../rebuild/rebuild-check.js';
import { EXIT, usage } from '../terminal/exit.js';
import { Progress, rate } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { verb, withLog, type VerbContext, type VerbOptions } from './verb.js';

interface RebuildOptions extends VerbOptions {
  readonly check?: true;
}

export function rebuildVerb(program: Command, context: VerbContext): void {
  verb(program, 'rebuild', 'fold the journal anew; exit code 3 when a snapshot differs')
    .option('--check', 'compare with the snapshots; nothing is written')
    .action(async (options: RebuildOptions) => {
      if (!options.check)
        throw usage('Only `rebuild --check` is there: the product rebuilds by itself when it starts.');
      await withLog(options, context, async (log, { json }, { terminal, signal }) => {
        const progress = new Progress(terminal, 'folding');
        const report = await rebuildLog(log, (done, total) => {
          signal.throwIfAborted();
          progress.at(done, total);
        }).finally(() => progress.end());
        await terminal.print(json ? JSON.stringify(report) : pageOf(report, terminal));
        return report.equal ? EXIT.ok : EXIT.differences;
      });
    });
}

function pageOf({ lanes, equal }: RebuildReport, terminal: Terminal): string {
  const rows = lanes.map(({ lane, seq, journalHash, snapshotSeq, snapshotHash, perSecond, ...one }) => {
    const tail = snapshotHash === null ? 'no snapshot' : `${snapshotHash.slice(0, 16)} (from ${snapshotSeq})`;
    return [lane, seq, journalHash.slice(0, 16), tail, one.equal ? 'equal' : 'DIFFERENT', rate(perSecond)];
  });
  return [
    table(terminal, ['lane', 'seq', 'journal alone', 'snapshot + tail', '', 'rate'], rows),
    '',
    equal ? terminal.paint('green', 'All states are equal.') : terminal.paint('red', 'States differ.'),
  ].join('\n');
}
