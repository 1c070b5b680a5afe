// `frontdesk explain`: why a conversation went the way it went.
import type { CandidateRow } from '@frontdesk/routing';
import type { Command } from 'commander';
import { explain, type Explained } from '../explain/explain.js';
import { EXIT } from '../terminal/exit.js';
import { table } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { verb, withLog, type VerbContext, type VerbOptions } from './verb.js';

interface ExplainOptions extends VerbOptions {
  readonly workspace: string;
  readonly table?: true;
}

export function explainVerb(program: Command, context: VerbContext): void {
  verb(program, 'explain', 'every decision about a conversation, with its reasons')
    .argument('<conversationId>')
    .option('--workspace <id>', 'the workspace', 'demo')
    .option('--table', 'with everybody each decision looked at, and why they were not taken')
    .action((conversationId: string, options: ExplainOptions) =>
      withLog(options, context, async (log, { workspace, json }, { terminal }) => {
        const explained = await explain(log, workspace, conversationId, options.table === true);
        await terminal.print(json ? JSON.stringify(explained) : pageOf(explained, terminal));
        return EXIT.ok;
      }),
    );
}

function pageOf({ decisions, waiting }: Explained, terminal: Terminal): string {
  const lines = decisions.flatMap(({ at, position, type, sentence, candidates }) => [
    `${terminal.paint('dim', at)}  ${terminal.paint('bold', type)}  ${sentence}`,
    terminal.paint('dim', `  ${position}`),
    ...(candidates === undefined ? [] : [tableOf(candidates, terminal)]),
  ]);
  const now = waiting === null ? [] : [`now  ${waiting.sentence}`, tableOf(waiting.candidates, terminal)];
  return [...lines, ...now].join('\n');
}

/** The skills' column stands there when the conversation asks for any: what each agent has of them. */
function tableOf(candidates: readonly CandidateRow[], terminal: Terminal): string {
  const skilled = candidates.some(({ skills }) => skills !== undefined);
  const rows = candidates.map(({ agentId, status, load, limit, skills = {}, notTaken }) => [
    ...['', agentId, status, `${load}/${limit}`],
    ...(skilled
      ? [
          Object.entries(skills)
            .map(([skill, level]) => `${skill} ${level}`)
            .join(', '),
        ]
      : []),
    notTaken ?? 'could take it',
  ]);
  return table(terminal, ['', 'agent', 'status', 'load', ...(skilled ? ['skills'] : []), 'not taken'], rows);
}
