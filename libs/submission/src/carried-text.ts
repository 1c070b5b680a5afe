// A submission in one text: for the conversation that takes it, and for the mail that tells of it.
import type { Answer, SubmissionReceived } from './event.js';
import { MAX_TEXT } from './limits.js';

export const saidIn = ({ value, said }: Answer): string => said ?? (value === true ? '✓' : String(value));

/** Title and text as they were typed, then the answers, a line each. Never empty, and never longer than a message. */
export function carriedText({ title, text, type, answers = [] }: SubmissionReceived): string {
  const lines = [
    ...(type === undefined ? [] : [type.path.join(' › ')]),
    ...answers.map((answer) => `${answer.label}: ${saidIn(answer)}`),
  ];
  const parts = [title ?? '', text, lines.join('\n')].filter((part) => part !== '');
  const whole = parts.join('\n\n');
  return whole === '' ? '–' : whole.slice(0, MAX_TEXT);
}
