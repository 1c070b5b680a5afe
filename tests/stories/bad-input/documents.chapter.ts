// Chapter: settings documents that are wrong, and changes that are not allowed.
import { describe, it } from '@jest/globals';
import type { Case } from './problem.js';
import type { WrongAsker } from './wrong-asker.js';

export function documents(asker: WrongAsker): void {
  const { expectRefused } = asker;

  describe('settings', () => {
    const save = (path: string, body: unknown, pointers: readonly string[]): [string, Case] => [
      `${path} ${JSON.stringify(body).slice(0, 50)}`,
      {
        as: 'ada',
        ask: `PUT /v1/settings/${path}`,
        body,
        headers: { 'if-match': '"1"' },
        status: 422,
        code: 'invalid_document',
        pointers,
      },
    ];
    const ana = { name: 'Ana', email: 'ana@demo.example', limit: 3, groupIds: ['support'], role: 'agent' };
    const queue = { enabled: true, maxLength: 20, maxWaitSeconds: 600, abandonAfterSeconds: 120, message: 'Wait' };
    it.each<[string, Case]>([
      save('agents/ana', { ...ana, limit: '3' }, ['/limit']),
      save('agents/ana', { ...ana, limit: -1 }, ['/limit']),
      save('agents/ana', { ...ana, limit: 2.5 }, ['/limit']),
      save('agents/ana', { ...ana, groupIds: ['support', 'moon'] }, ['/groupIds/1']),
      save('agents/ana', { ...ana, role: 'king' }, ['/role']),
      save('queue', { ...queue, maxLength: -1 }, ['/maxLength']),
      save('queue', { ...queue, colour: 'red' }, ['/colour']),
      save('queue', { ...queue, reopenAt: -5 }, ['/reopenAt']),
      save('queue', { ...queue, reopenAt: '5' }, ['/reopenAt']),
      save('queue', {}, ['/abandonAfterSeconds', '/enabled', '/maxLength', '/maxWaitSeconds', '/message']),
      save('strategy', { method: 'dice', directReturnMinutes: 10 }, ['/method']),
    ])('P13 are refused whole: %s', (_, one) => expectRefused(one));

    const ask = 'PUT /v1/settings/queue';
    it.each<[string, Case]>([
      ['unconditional', { as: 'ada', ask, body: queue, status: 428, code: 'precondition_required', says: /If-Match/ }],
      ['stale', { as: 'ada', ask, body: queue, headers: { 'if-match': '"7"' }, status: 412, code: 'stale' }],
      ['nonsense', { as: 'ada', ask, body: queue, headers: { 'if-match': 'W/x' }, status: 412, code: 'stale' }],
      ['made twice', { as: 'ada', ask, body: queue, headers: { 'if-none-match': '*' }, status: 412, code: 'stale' }],
      [
        'in use',
        {
          as: 'ada',
          ask: 'DELETE /v1/settings/groups/support',
          headers: { 'if-match': '"1"' },
          status: 409,
          code: 'in_use',
        },
      ],
      [
        'removed unseen',
        { as: 'ada', ask: 'DELETE /v1/settings/agents/ben', status: 428, code: 'precondition_required' },
      ],
    ])('a change that is %s', (_, one) => expectRefused(one));
  });
}
