// In which mode a conversation is served (B1). What a routing rule says comes first, then its channel, then the group
// that has it, then the workspace.
import type { Terms } from './place.js';
import type { Group } from './groups.js';
import type { Mode, PoolRules } from './settings.js';
import type { Routing } from './state.js';
import { valueIn, type Wanted } from './wanted.js';

export function modeOf({ mode: rules }: Routing, groupId: string, terms: Terms | null): Mode {
  const byRule = terms?.mode;
  if (byRule !== undefined || rules === null) return byRule ?? 'real_time';
  const byChannel = terms === null ? undefined : valueIn(rules.channels, terms.channel);
  return byChannel ?? valueIn(rules.groups, groupId) ?? rules.mode;
}

export function isAsync(
  state: Routing,
  { groupId }: Pick<Group, 'groupId'>,
  { terms }: Pick<Wanted, 'terms'>,
): boolean {
  return modeOf(state, groupId, terms) === 'asynchronous';
}

/** May also be given to agents who are not online. One look where no mode was ever set: it is asked in every choice. */
export function isForAll(state: Routing, group: Group, wanted: Wanted): boolean {
  return state.mode !== null && state.mode.pool.among === 'all' && isAsync(state, group, wanted);
}

/** Before anybody has said: only a rule can have made a conversation asynchronous. */
const UNSAID: PoolRules = { among: 'online', order: 'oldest', timeoutMs: null };

export const poolRules = ({ mode }: Routing): PoolRules => mode?.pool ?? UNSAID;
