// What a conversation asks of an agent, as its events tell it.
import { numberOf, textOf } from './decision.js';
import { isPlain, type Plain } from './log-record.js';

export interface Wish {
  /** Null: recorded before channels were; it weighs 1. */
  readonly channel: string | null;
  readonly skills: Readonly<Record<string, number>>;
  /** As a rule said for it. */
  readonly mode?: string;
  /** Agents who refused it, let it lapse or lost it. */
  readonly excluded: readonly string[];
}

export const NO_WISH: Wish = { channel: null, skills: {}, excluded: [] };

/** What the event says, and where it is silent, what was said before. */
export function wishOf(data: Plain, before: Wish): Wish {
  const { terms } = data;
  const excluded = Array.isArray(data['excludedAgentIds']) ? data['excludedAgentIds'].map(String) : before.excluded;
  if (!isPlain(terms)) return { ...before, excluded };
  const asked = { channel: textOf(terms, 'channel'), skills: numbersIn(terms['requiredSkills']), excluded };
  return typeof terms['mode'] === 'string' ? { ...asked, mode: terms['mode'] } : asked;
}

export function numbersIn(value: unknown): Record<string, number> {
  if (!isPlain(value)) return {};
  return Object.fromEntries(Object.keys(value).map((name) => [name, numberOf(value, name)]));
}

/** Absent is 1. */
export const weightIn = (data: Plain): number => (typeof data['weight'] === 'number' ? data['weight'] : 1);

export const keyOf = ({ channel, skills, excluded, mode }: Wish): string =>
  JSON.stringify([channel, skills, excluded, mode]);
