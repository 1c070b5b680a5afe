// `frontdesk explain`: why a conversation went the way it went.
import type { Command } from 'commander';
import { explain, type Explained } from '../explain/explain.js';
import { EXIT } from '../terminal/exit.js';
import type { Terminal } from '../terminal/terminal.js';
import { verb, withLog, type VerbContext, type VerbOptions } from './verb.js';

interface ExplainOptions extends VerbOptions {
  readonly workspace: string;
}

export function explainVerb(program: Command, context: VerbContext): void {
  verb(program, 'explain', 'every decision about a conversation, with its reasons')
    .argument('<conversationId>')
    .option('--workspace <id>', 'the workspace', 'demo')
    .action((conversationId: string, options: ExplainOptions) =>
      withLog(options, context, async (log, { workspace, json }, { terminal }) => {
        const explained = await explain(log, workspace, conversationId);
        await terminal.print(json ? JSON.stringify(explained) : pageOf(explained, terminal));
        return EXIT.ok;
      }),
    );
}

function pageOf({ decisions, waiting }: Explained, terminal: Terminal): string {
  const lines = decisions.flatMap(({ at, position, type, sentence }) => [
    `${terminal.paint('dim', at)}  ${terminal.paint('bold', type)}  ${sentence}`,
    terminal.paint('dim', `  ${position}`),
  ]);
  return [...lines, ...(waiting === null ? [] : [`now  ${waiting.sentence}`])].join('\n');
}
