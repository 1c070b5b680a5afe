// What a conversation asks of an agent: skills, room for its channel, and not to be one who had it before.
import type { Terms } from './place.js';

export interface Wanted {
  /** Null: recorded without; it weighs 1 and asks for no skill. */
  readonly terms: Terms | null;
  /** Refused it, let it lapse or lost it. */
  readonly excludedAgentIds: readonly string[];
}

export const NOBODY: readonly string[] = [];
export const ANYBODY_WILL_DO: Wanted = { terms: null, excludedAgentIds: NOBODY };

/** Two who want the same stand in the same line. Short for the ordinary: it is made for everybody who waits. */
export function keyOf({ terms, excludedAgentIds }: Wanted): string {
  const channel = terms === null ? '' : terms.channel;
  const skills = terms?.requiredSkills;
  if (skills === undefined && excludedAgentIds.length === 0) return channel;
  const levels = Object.entries(skills ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([channel, levels, [...excludedAgentIds].sort()]);
}

/** By name, and never what every object inherits. */
export function valueIn<Value>(
  record: Readonly<Record<string, Value>> | null | undefined,
  name: string,
): Value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** By name, as settings say it of somebody; null: they say nothing. */
type Levels = Readonly<Record<string, number>> | null;

/** What it adds to the load of somebody whose weights by channel are these. */
export function weightIn({ weights }: { readonly weights: Levels }, terms: Terms | null): number {
  return terms === null ? 1 : (valueIn(weights, terms.channel) ?? 1);
}

export function hasSkills({ skills }: { readonly skills: Levels }, { terms }: Wanted): boolean {
  if (terms === null || terms.requiredSkills === undefined) return true;
  for (const [skill, level] of Object.entries(terms.requiredSkills)) {
    if ((valueIn(skills, skill) ?? 0) < level) return false;
  }
  return true;
}
