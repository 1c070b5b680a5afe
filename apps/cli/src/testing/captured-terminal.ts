// A terminal of two arrays.
import type { Terminal } from '../terminal/terminal.js';

export interface Captured extends Terminal {
  readonly printed: string[];
  readonly said: string[];
  /** Both, as a person would see them. */
  text(): string;
}

export function capturedTerminal(): Captured {
  const printed: string[] = [];
  const said: string[] = [];
  return {
    printed,
    said,
    ended: false,
    print: (text) => Promise.resolve(void printed.push(text)),
    say: (text) => void said.push(text),
    status: () => undefined,
    paint: (_style, text) => text,
    text: () => [...printed, ...said].join('\n'),
  };
}
