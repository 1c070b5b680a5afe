// Chapter: what is not there, and what belongs to somebody else.
import { describe, expect, it } from '@jest/globals';
import type { ConversationList } from '@frontdesk/contracts';
import type { WrongAsker } from './wrong-asker.js';

const key = { 'idempotency-key': 'bad-input' };

export function elsewhere(asker: WrongAsker): void {
  const { expectRefused, filled } = asker;

  describe('what is not there', () => {
    it.each<[string, string]>([
      ['ana', 'GET /v1/conversations/{unknown}'],
      ['ana', 'GET /v1/conversations/{unknown}/events'],
      ['ana', 'POST /v1/conversations/{unknown}/close'],
      ['visitor', 'GET /v1/queue/{unknown}'],
      ['ana', 'POST /v1/queue/{unknown}/pull'],
      ['ana', 'GET /v1/explanations/{unknown}'],
      ['ana', 'POST /v1/submissions/{unknown}/close'],
      ['ada', 'GET /v1/settings/agents/nobody'],
      ['ada', 'GET /v1/settings/groups/nothing'],
      ['ada', 'GET /v1/nothing'],
      ['ada', 'DELETE /v1/settings/queue'],
      ['nobody', 'GET /nowhere'],
    ])('%s: %s', (as, request) => expectRefused({ as, ask: request, status: 404, code: 'not_found' }));
  });

  describe('A1a what belongs to another workspace', () => {
    const conversation = (as: string, id: string): [string, string, object | null][] => [
      [as, `GET /v1/conversations/${id}`, null],
      [as, `GET /v1/conversations/${id}/events`, null],
      [as, `POST /v1/conversations/${id}/messages`, { clientMessageId: 'a', text: 'x' }],
      [as, `POST /v1/conversations/${id}/read`, { upTo: 1 }],
      [as, `POST /v1/conversations/${id}/close`, null],
      [as, `GET /v1/queue/${id}`, null],
    ];
    it.each<[string, string, object | null]>([
      ...conversation('ownerElsewhere', '{conversation}'),
      ...conversation('visitorElsewhere', '{conversation}'),
      // Nor does another visitor's of the same workspace exist.
      ...conversation('visitor', '{strangers}'),
      ['ownerElsewhere', 'POST /v1/queue/{conversation}/pull', null],
      ['ownerElsewhere', 'GET /v1/explanations/{conversation}', null],
      ['ownerElsewhere', 'POST /v1/submissions/{submission}/close', null],
      ['ownerElsewhere', 'GET /v1/settings/agents/ana', null],
      ['ownerElsewhere', 'GET /v1/settings/groups/sales/history', null],
      ['visitorElsewhere', 'POST /v1/submissions', { conversationId: '{conversation}', email: 'a@b.co', text: 'x' }],
      ['visitor', 'POST /v1/submissions', { conversationId: '{strangers}', email: 'a@b.co', text: 'x' }],
    ])('does not exist for %s: %s', (as, request, body) => {
      const raw = body === null ? undefined : filled(JSON.stringify(body));
      return expectRefused({ as, ask: request, raw, headers: key, status: 404, code: 'not_found' });
    });

    it('A1b is on no list', async () => {
      for (const path of [
        '/v1/conversations?view=all',
        '/v1/queue',
        '/v1/submissions',
        '/v1/presence',
        '/v1/settings/agents',
      ]) {
        expect(await asker.there.ownerElsewhere.get<ConversationList>(path)).toMatchObject({ data: [] });
      }
      expect(await asker.there.ownerElsewhere.get('/v1/board')).toMatchObject({ waiting: 0, agents: [] });
    });
  });
}
