// Chapter: letters that a database does not hold.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Case } from './problem.js';
import type { WrongAsker } from './wrong-asker.js';

export function letters(asker: WrongAsker): void {
  const { send } = asker;

  describe('letters that a database does not hold', () => {
    const nul = 'a\u0000b';
    it.each<[string, Omit<Case, 'status' | 'code'>]>([
      ['a name', { ask: 'POST /v1/conversations', body: { text: 'x', visitorName: nul, page: nul } }],
      ['half a pair', { ask: 'POST /v1/conversations', body: { text: '\ud800', visitorName: '\udfff' } }],
      [
        'a message',
        { ask: 'POST /v1/conversations/{conversation}/messages', body: { clientMessageId: 'nul', text: nul } },
      ],
      ['a submission', { ask: 'POST /v1/submissions', body: { email: 'mia@example.com', text: nul, name: nul } }],
      ['an address', { ask: 'POST /v1/submissions', body: { email: `${nul}@example.com`, text: 'x' } }],
      ['a group', { as: 'ada', ask: 'PUT /v1/settings/groups/support', body: { name: nul, guide: nul } }],
      ['a queue message', { as: 'ada', ask: 'PUT /v1/settings/groups/sales', body: { name: '\ud800', guide: '' } }],
      ['a path', { as: 'ada', ask: 'GET /v1/settings/groups/%00' }],
      ['another path', { as: 'ada', ask: 'GET /v1/explanations/%00' }],
      ['a third path', { as: 'ana', ask: 'POST /v1/queue/%00/pull' }],
      ['a cursor', { as: 'ana', ask: 'GET /v1/conversations?cursor=%00' }],
    ])('%s: taken or refused, never a fault of ours', async (_, one) => {
      const headers = { 'idempotency-key': randomUUID(), 'if-match': '"1"' };
      const response = await send({ as: 'visitor', status: 0, code: '', headers, ...one });
      expect(`${response.status} ${await response.text()}`).not.toMatch(/^5/);
    });
  });
}
