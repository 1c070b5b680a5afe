// Rows with aligned columns; numbers to the right.
import type { Terminal } from './terminal.js';

export type Cell = string | number;

export function table(terminal: Terminal, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => String(row[column]).length)));
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [terminal.paint('bold', line(head)), ...rows.map(line)].join('\n');
}
