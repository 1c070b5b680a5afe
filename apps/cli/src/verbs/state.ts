// `frontdesk state`: the reception as it is, or as it was.
import type { Command } from 'commander';
import { stateAt, type StateAt } from '../state/state-at.js';
import { EXIT } from '../terminal/exit.js';
import { table } from '../terminal/table.js';
import type { Terminal } from '../terminal/terminal.js';
import { verb, withLog, type VerbContext, type VerbOptions } from './verb.js';

interface StateOptions extends VerbOptions {
  readonly at?: string;
  readonly workspace: string;
}

export function stateVerb(program: Command, context: VerbContext): void {
  verb(program, 'state', 'queue, loads and presence, as of any moment')
    .option('--at <position|time>', 'a seq of the decisions, or an ISO time (default: now)')
    .option('--workspace <id>', 'the workspace', 'demo')
    .action((options: StateOptions) =>
      withLog(options, context, async (log, { at, workspace, json }, { terminal }) => {
        const state = await stateAt(log, workspace, at);
        await terminal.print(json ? JSON.stringify(state) : pageOf(state, terminal));
        return EXIT.ok;
      }),
    );
}

function pageOf(state: StateAt, terminal: Terminal): string {
  const asOf = Date.parse(state.at ?? '') || 0;
  const waiting = state.groups.flatMap((group) => group.waiting);
  const agents = state.agents.map(({ agentId, status, load, limit, groupIds }) => {
    const held = state.assigned.filter((one) => one.agentId === agentId).map(({ conversationId }) => conversationId);
    return [agentId, status, `${load}/${limit}`, groupIds.join(' '), held.join(' ')];
  });
  const queue = waiting.map(({ groupId, position, conversationId, priority, arrivedAt, live }) => {
    return [
      groupId,
      position,
      conversationId,
      priority,
      `${Math.round((asOf - arrivedAt) / 1_000)} s`,
      live ? '' : 'gone',
    ];
  });
  const closed = state.groups.filter(({ open }) => !open).map(({ groupId }) => groupId);
  return [
    `${terminal.paint('bold', state.workspace)} as of ${state.at ?? 'the beginning'} (${state.position})`,
    `${state.assigned.length} assigned, ${waiting.length} waiting, ${state.submissionsOffered.length} offered a submission, ` +
      `${state.visitorsConnected} visitors connected${closed.length > 0 ? `; closed: ${closed.join(', ')}` : ''}`,
    '',
    table(terminal, ['agent', 'status', 'load', 'groups', 'conversations'], agents),
    '',
    queue.length === 0
      ? 'Nobody waits.'
      : table(terminal, ['group', 'place', 'conversation', 'priority', 'waited', 'visitor'], queue),
  ].join('\n');
}
