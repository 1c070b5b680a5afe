// The reception that the routing figures speak of: 7,500 agents in 24 groups, 100,000 visitors who wait.
import { createRouting, step } from '@frontdesk/routing';

export const AGENTS = 7_500;
export const WAITING = 100_000;
export const GROUPS = 24;
export const LIMIT = 3;
export const MAX_WAIT_MS = 3_600_000;

const queue = { enabled: true, maxLength: null, maxWaitMs: MAX_WAIT_MS, abandonAfterMs: 120_000 };
const consequences = { full: 'message', timeout: 'submission', outOfHours: 'message', nobodyOnline: 'queue' };

/**
 * Agents online with every slot free; each is in one to three groups, which makes 72 profiles.
 * @param {object} [policy] members of the strategy, of every group and of its queue, and of every agent, beyond the least
 */
export function staffed({ strategy, group, queue: more, agent } = {}) {
  const state = createRouting();
  const least = { settingsVersion: 1, method: 'saturation', directReturnMs: 0 };
  if (strategy) step(state, { type: 'strategy_configured', data: { ...least, ...strategy } }, 1);
  for (let i = 0; i < GROUPS; i++) {
    step(
      state,
      {
        type: 'group_configured',
        data: {
          ...{ groupId: `group-${i}`, settingsVersion: 1, consequences },
          ...{ queue: { ...queue, ...more }, ...group?.(i) },
        },
      },
      1,
    );
  }
  for (let i = 0; i < AGENTS; i++) {
    const groupIds = Array.from({ length: 1 + (i % 3) }, (_, j) => `group-${(i + 5 * j) % GROUPS}`);
    const agentId = `agent-${i}`;
    step(state, { type: 'agent_configured', data: { agentId, limit: LIMIT, groupIds, ...agent?.(i) } }, 1);
    step(state, { type: 'agent_status', data: { agentId, status: 'online' } }, 1 + i);
  }
  return state;
}

export function connected(n) {
  return parsed({ type: 'visitor_connected', data: { visitorId: `visitor-${n}` } });
}

export function requested(n) {
  const conversationId = `conversation-${n}`;
  const groupId = `group-${(n * 7) % GROUPS}`;
  const priority = n % 50 === 0 ? 1 : 0;
  const from = { channel: 'web', language: null, ruleId: null, settingsVersion: 1 };
  const data = { conversationId, visitorId: `visitor-${n}`, groupId, priority, ...from };
  return parsed({ type: 'conversation_requested', data });
}

export function closed(conversationId) {
  return { type: 'conversation_closed', data: { conversationId, by: 'agent' } };
}

/** Lets visitors arrive, one a millisecond, until this many are open; answers those who have an agent. */
export function fill(state, open, start) {
  const assigned = [];
  for (let n = 0; n < open; n++) {
    step(state, connected(n), start + n);
    for (const event of step(state, requested(n), start + n)) {
      if (event.type === 'assigned') assigned.push(event.data.conversationId);
    }
  }
  return assigned;
}

/** As a record comes from the journal: flat strings of its own. A template's are ropes, which cost at first use. */
function parsed(input) {
  return JSON.parse(JSON.stringify(input));
}
