// A plan as a person reads it: one line for each member that would differ.
import type { ConfigPlan } from '@frontdesk/contracts';
import type { Style, Terminal } from '../terminal/terminal.js';

const SIGNS: Readonly<Record<ConfigPlan['changes'][number]['change'], readonly [sign: string, style: Style]>> = {
  create: ['+', 'green'],
  change: ['~', 'yellow'],
  remove: ['-', 'red'],
};

export function planLines(terminal: Terminal, { changes }: ConfigPlan): readonly string[] {
  return changes.flatMap(({ kind, id, change, differences }) => {
    const [sign, style] = SIGNS[change];
    const title = terminal.paint(style, `${sign} ${id === null ? kind : `${kind}/${id}`}`);
    if (change === 'remove') return [title];
    return [title, ...differences.map((one) => `    ${one.pointer}: ${sides(one)}`)];
  });
}

type Sides = ConfigPlan['changes'][number]['differences'][number];

function sides(one: Sides): string {
  if (!('before' in one)) return JSON.stringify(one.after);
  return 'after' in one
    ? `${JSON.stringify(one.before)} → ${JSON.stringify(one.after)}`
    : `${JSON.stringify(one.before)} → (gone)`;
}

export const counted = (count: number): string => (count === 1 ? '1 document' : `${count} documents`);
