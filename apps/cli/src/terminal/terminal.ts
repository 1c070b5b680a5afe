// Where words go: data on stdout, talk on stderr. Tests put two arrays in its place.
import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Terminal {
  /** Data. Waits while the reader is slow. */
  print(text: string): Promise<void>;
  /** Talk: what is being done, what went wrong. */
  say(text: string): void;
  /** Replaces the line that tells the progress; nothing when nobody watches. */
  status(text: string): void;
  paint(style: Style, text: string): string;
  /** The reader has gone away (`| head`): what is still to print is not wanted. */
  readonly ended: boolean;
}

export function processTerminal(env: Readonly<Record<string, string | undefined>>): Terminal {
  const { stdout, stderr } = process;
  const colours = stdout.isTTY && !env['NO_COLOR'];
  let ended = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    ended = true;
  });
  return {
    print: (text) =>
      new Promise((resolve) => {
        if (ended || stdout.write(`${text}\n`)) return resolve();
        const goOn = () => {
          stdout.off('drain', goOn).off('error', goOn);
          resolve();
        };
        stdout.on('drain', goOn).on('error', goOn);
      }),
    say: (text) => void stderr.write(`${text}\n`),
    status: (text) => {
      if (stderr.isTTY) stderr.write(`\r\u001b[K${text}`);
    },
    paint: (style, text) => (colours ? styleText(style, text) : text),
    get ended() {
      return ended;
    },
  };
}
