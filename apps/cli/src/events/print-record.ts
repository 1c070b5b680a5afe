// A record for the eye: one line in a list, or all of it.
import { laneKey, type StoredRecord } from '@frontdesk/journal';
import type { Terminal } from '../terminal/terminal.js';

const WIDEST = 160;

interface DecidedBody {
  readonly input: { readonly type: string };
  readonly events: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[];
}

export function oneLine(record: StoredRecord, terminal: Terminal): string {
  const at = terminal.paint('dim', new Date(record.at).toISOString());
  const position = terminal.paint('cyan', `${laneKey(record.lane)}/${record.seq}`);
  const text = record.type === 'assignment.decided' ? decision(record.body) : record.body;
  const short = text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
  return `${at}  ${position}  ${terminal.paint('bold', record.type)}  ${short}`;
}

/** What was put in, and what came of it. */
function decision(body: string): string {
  const { input, events } = JSON.parse(body) as DecidedBody;
  const said = events.map(({ type, data }) => {
    const names = ['conversationId', 'agentId', 'groupId', 'visitorId'].flatMap((name) =>
      typeof data[name] === 'string' ? [data[name]] : [],
    );
    return [type, ...names.slice(0, 2)].join(' ');
  });
  return `${input.type} → ${said.join(', ')}`;
}

export function detail(record: StoredRecord, terminal: Terminal): string {
  const { lane, body, at, ...rest } = record;
  const rows = { position: `${laneKey(lane)}/${record.seq}`, at: new Date(at).toISOString(), ...rest };
  const lines = Object.entries(rows).flatMap(([name, value]) => {
    if (value === null || name === 'seq') return [];
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return [`${terminal.paint('dim', name.padEnd(14))}${shown}`];
  });
  return [...lines, JSON.stringify(JSON.parse(body), null, 2)].join('\n');
}
