// Chapter: the hours end while somebody waits: what the conversation records of it, and the words that the visitor reads.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationView, RoutingEvent } from '@frontdesk/contracts';
import { arrived } from './decisions.js';
import type { ServedConversations } from './served-conversations.js';
import { until, type Workspace } from './workspace.js';

const waits = (conversationId: string, visitorId: string): RoutingEvent => ({
  type: 'queued',
  data: { ...arrived(conversationId, visitorId), priority: 0, position: 1, timeoutAt: null },
});

const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const hours = (message: string, messages: object = {}) => ({
  ...{ alwaysOpen: false, timeZone: 'UTC', weekly: week, overrides: [] },
  closing: { then: 'message', message, messages },
});

/** Somebody waits; then the engine says how the hours end for them. */
async function waiting({ decide, events, session, start, view }: Workspace, language: string | null) {
  const { token, visitorId } = await session();
  const { conversationId, outcome } = (await start(token, { text: 'Hello', ...(language && { language }) })).body;
  expect(outcome).toBe('queued');
  const end = async (type: 'refused' | 'submission_offered'): Promise<ConversationView> => {
    const data = { ...arrived(conversationId, visitorId), why: 'out_of_hours', closing: true };
    await decide({ type, data } as RoutingEvent);
    await until(async () => (await view(conversationId, token)).state !== 'queued');
    return view(conversationId, token);
  };
  return { end, events: () => events(conversationId, token) };
}

export function closingTime(house: ServedConversations): void {
  const workspace = house.workspace('closing-time');
  const { save } = workspace;

  describe('H3a the hours end while somebody waits', () => {
    beforeAll(async () => {
      await workspace.open();
      await save('hours', null, hours('We are closed until tomorrow.', { de: 'Wir sind morgen wieder da.' }));
      workspace.answer = waits;
    });

    it('H3a F2 closed with words: the reason is closing time, the words are the administrator’s', async () => {
      const { end, events } = await waiting(workspace, null);
      expect(await end('refused')).toMatchObject({
        ...{ state: 'closed', outcome: 'unavailable', closedReason: 'closing_time' },
        offer: { reason: 'out_of_hours', text: 'We are closed until tomorrow.' },
      });
      expect((await events()).at(-1)).toMatchObject({
        type: 'conversation.closed',
        data: { reason: 'closing_time', by: 'system', why: 'out_of_hours' },
      });
    });

    it('H3a in the language of the visitor, whatever kind of it they speak', async () => {
      const { end } = await waiting(workspace, 'de-AT');
      expect((await end('refused')).offer?.text).toBe('Wir sind morgen wieder da.');
    });

    it('H3a a group with hours of its own has words of its own', async () => {
      await save('groups', 'support', { name: 'Support', guide: '', hours: hours('Support is closed.') });
      const { end } = await waiting(workspace, 'de');
      expect((await end('refused')).offer?.text).toBe('Support is closed.');
    });

    it('H3a G1a a submission is offered because it is out of hours', async () => {
      const { end } = await waiting(workspace, null);
      expect(await end('submission_offered')).toMatchObject({
        ...{ state: 'submission_offered', outcome: 'submission_offered', closedReason: null },
        offer: { reason: 'out_of_hours' },
      });
    });
  });
}
