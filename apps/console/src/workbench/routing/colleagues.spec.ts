// Who is offered first when something is handed over.
import { describe, expect, it } from '@jest/globals';
import type { AgentPresence } from '@frontdesk/contracts';
import { colleaguesOf } from './colleagues';

const agent = (id: string) => ({ id, document: { name: id[0]?.toUpperCase() + id.slice(1) } });
const presence = (agentId: string, effective: AgentPresence['effective'], name?: string): AgentPresence => ({
  ...{ agentId, intent: effective, intentCustom: null, effective, since: '2026-03-01T09:00:00Z', idle: false },
  ...{ effectiveCustom: name === undefined ? null : { id: 'x', name }, pending: null, request: null },
});

describe('colleagues', () => {
  it('F3 those who are online come first, then by name; who was never here is offline', () => {
    const list = colleaguesOf(['cleo', 'ben', 'ana', 'dan'].map(agent), [
      presence('cleo', 'online'),
      presence('ana', 'busy', 'At lunch'),
      presence('dan', 'online'),
    ]);
    expect(list.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'Cleo online',
      'Dan online',
      'Ana busy',
      'Ben offline',
    ]);
    expect(list[2]?.custom?.name).toBe('At lunch');
  });
});
