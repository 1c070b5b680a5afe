// The day's groups, rules and people, as an administrator saves them: every policy is in use.
import { Client } from '../faults/client.mjs';
import { oneAddress } from '../faults/edge.mjs';
import { GROUPS } from './plan.mjs';

const METHODS = ['saturation', 'round_robin', 'least_loaded', 'longest_idle'];

/** Agents answer offers by looking at their desk: of many agents on a fast clock that is too many looks. */
export const MOST_WHO_ARE_ASKED = 50;

/**
 * @param {string} url
 * @param {{ tokenOf(sub: string, role: string): Promise<string> }} office
 * @param {{ seed: number, shifts: readonly import('./plan.mjs').Shift[] }} plan
 */
export async function furnish(url, office, { seed, shifts }) {
  const admin = new Client(oneAddress(url));
  admin.token = await office.tokenOf('ada', 'admin');
  const save = (path, document) => put(admin, `/v1/settings/${path}`, document);
  for (const groupId of GROUPS) await save(`groups/${groupId}`, { name: groupId, guide: '' });
  for (const shift of shifts) await save(`agents/${shift.agentId}`, agentOf(shift));
  for (const [i, groupId] of GROUPS.entries()) await save(`groups/${groupId}`, groupOf(groupId, i, shifts));
  await save('queue', QUEUE);
  await save('strategy', {
    ...{ method: METHODS[seed % METHODS.length], directReturnMinutes: 10, waitForFirstMessage: false },
    familiarity: { mode: seed % 2 === 0 ? 'wait' : 'prefer', days: 7, waitSeconds: 90 },
    offer: { policy: shifts.length > MOST_WHO_ARE_ASKED ? 'direct' : 'offer', acceptSeconds: 120 },
    ...{ firstResponseSeconds: 900, rampPerMinute: 3, wrapUpSeconds: 60 },
  });
  await save('presence', {
    statuses: [],
    graceSeconds: 60,
    agentLost: 'requeue',
    approval: false,
    idleBusyMinutes: null,
  });
  await save('routing-rules', { rules: RULES });
}

const QUEUE = {
  ...{ enabled: true, maxLength: 60, reopenAt: 40, maxWaitSeconds: 20 * 60, abandonAfterSeconds: 120 },
  ...{ warnBeforeSeconds: 120, keepWaiting: 1, maxOvertakes: 10, whenFull: 'overflow', whenTimedOut: 'submission' },
  message: 'You are number {{position}}.',
};

const condition = (language) => [{ field: 'language', values: [language] }];
const RULES = [
  {
    ...{ id: 'german', name: 'Those who speak German', enabled: true, conditions: condition('de') },
    result: { skills: { german: 2 } },
  },
  { id: 'urgent', name: 'Those in a hurry', enabled: true, conditions: condition('fr'), result: { priority: 2 } },
];

const agentOf = ({ agentId, limit, groupIds, speaksGerman }) => ({
  ...{ name: agentId, email: `${agentId}@day.example`, limit, groupIds, role: 'agent' },
  skills: speaksGerman ? { german: 3 } : {},
});

function groupOf(groupId, i, shifts) {
  const own = shifts.filter((shift) => shift.groupIds.includes(groupId));
  const members = Object.fromEntries(own.filter((_, n) => n % 4 === 0).map(({ agentId }) => [agentId, 2]));
  const next = GROUPS[i + 1];
  const overflow = next ? [{ groupId: next, when: 'waited', afterSeconds: 300 }] : [];
  return { name: groupId, guide: '', members, overflow };
}

async function put(client, path, document) {
  const authorization = `Bearer ${client.token}`;
  const known = await fetch(client.url + path, { headers: { authorization } });
  const condition = known.ok ? { 'if-match': known.headers.get('etag') } : { 'if-none-match': '*' };
  const headers = { authorization, 'content-type': 'application/json', ...condition };
  const saved = await fetch(client.url + path, { method: 'PUT', headers, body: JSON.stringify(document) });
  if (!saved.ok) throw new Error(`${path}: ${saved.status} ${await saved.text()}`);
}
