// Chapter: commands at once, and at the last moment: one outcome, and losers told why.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandAnswer, PresenceList, StatusRequestList } from '@frontdesk/contracts';
import type { Api } from '../../harness/api.js';
import { assign, found, wordOf, type RoutedHouse } from '../../harness/routed-house.js';
import { StaffClient } from '../../harness/staff-client.js';
import { becomes, busyHouse, of, ROUNDS, typesOf, type Staffed } from './staffed.js';

export function races(staffed: () => Staffed): void {
  let house: RoutedHouse;
  let ana: StaffClient;
  beforeAll(() => {
    ({ house, ana } = staffed());
  });

  describe('D7c pulls, assignments and moves at once', () => {
    it('P04 of a pull and an end of the wait one counts, and the other hears of it', async () => {
      // Sue is of another group: nobody of this one has a slot, so the visitor waits, but she may reach over.
      const sue = await StaffClient.atWork(house.product.url, 'sue');
      await house.says({ sue: 'online' });
      const seen = new Set<string>();
      for (let round = 0; round < ROUNDS; round++) {
        const { waiting } = await busyHouse(house);
        const pull = () => wordOf(sue.take(waiting.conversationId) as Promise<{ outcome?: string }>);
        const close = () => wordOf(sue.api.post<CommandAnswer>(`/v1/queue/${waiting.conversationId}/close`));
        const words = await Promise.all(round % 2 ? [close(), pull()] : [pull(), close()]);
        const [pulled, closed] = round % 2 ? [words[1], words[0]] : words;
        expect([`done taken_by_other`, 'visitor_left closed']).toContain(`${pulled ?? ''} ${closed ?? ''}`);
        await becomes(waiting, { state: pulled === 'done' ? 'assigned' : 'closed' });
        seen.add(pulled ?? '');
        await house.clear();
      }
      process.stdout.write(`staff: pulls against ends of the wait: ${[...seen].join(', ')}\n`);
      await sue.status('offline');
      await sue.goodbye();
    });

    it('a move and the visitor’s leaving have one outcome', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const { waiting } = await busyHouse(house);
        const move = () => wordOf(assign(house.sue, of(waiting), { groupId: 'sales' }));
        const leave = () => wordOf(waiting.end().then(() => ({ outcome: 'left' })));
        const [first, second] = await Promise.all(round % 2 ? [leave(), move()] : [move(), leave()]);
        const moved = round % 2 ? second : first;
        expect(['queued', 'visitor_left', 'not_waiting']).toContain(moved);
        await becomes(waiting, { state: 'closed' });
        await house.clear();
      }
    });
  });

  describe('P04 D7c E7 at the last moment of a wait', () => {
    it('pulls, submissions and the time itself: each visitor has one outcome, and who was too late is told why', async () => {
      const sue = await StaffClient.atWork(house.product.url, 'sue');
      await house.limit('sue', 20);
      await house.queue({ maxWaitSeconds: 3, warnBeforeSeconds: null });
      await house.says({ sue: 'online' });
      const held = await house.newcomer();
      await house.goesTo(held, 'ana');
      const racers = await Promise.all(
        Array.from({ length: 12 }, async (_, i) => {
          const visitor = await house.newcomer();
          const { arrivedAt } = await visitor.view();
          const at = new Date(arrivedAt).getTime() + 3_000 + (i - 6) * 5;
          await new Promise((done) => setTimeout(done, Math.max(0, at - Date.now())));
          const asked: Promise<{ outcome?: string }> =
            i % 2
              ? (sue.take(visitor.conversationId) as Promise<{ outcome?: string }>)
              : visitor
                  .leaveMessage({ ...of(visitor), email: 'mia@example.com', text: `In time? ${i}` })
                  .then(({ status }) => ({ outcome: status }));
          return { visitor, pulled: i % 2 === 1, word: await wordOf(asked) };
        }),
      );
      for (const { visitor, pulled, word } of racers) {
        const view = await found('one outcome', async () => {
          const now = await visitor.view();
          return now.state === 'queued' ? undefined : now;
        });
        if (pulled) {
          expect(['done', 'visitor_left', 'taken_by_other']).toContain(word);
          expect(view.state).toBe(word === 'done' ? 'assigned' : 'submission_offered');
        } else {
          // A submission is taken before the end of the wait and after it: it was offered then.
          expect(['pending', 'confirmed']).toContain(word);
          await becomes(visitor, { state: 'closed', closedReason: 'converted' });
        }
        const ends = (await typesOf(house, visitor)).filter((type) =>
          ['conversation.assigned', 'conversation.closed'].includes(type),
        );
        expect(ends.length).toBeLessThanOrEqual(1);
      }
      await house.queue({ maxWaitSeconds: null });
      await house.clear();
      await sue.status('offline');
      await sue.goodbye();
    });

    it('C5b approved, refused and withdrawn at once, a request to leave has one outcome', async () => {
      await house.ada.change('presence', { approval: true });
      for (let round = 0; round < ROUNDS; round++) {
        const id = await found('a request', async () => {
          await ana.status('busy').catch(() => undefined);
          const { data } = await house.sue.api.get<StatusRequestList>('/v1/presence/requests');
          const asked = data.find(({ agentId }) => agentId === 'ana')?.requestId;
          // Presence is told of the new rule a moment after settings: she may have been let go without being asked.
          if (!asked) await ana.status('online');
          return asked;
        });
        const answer = (word: 'approve' | 'refuse', by: Api) => () =>
          wordOf(by.post<object>(`/v1/presence/requests/${id}/${word}`).then(() => ({ outcome: word })));
        const withdraw = () =>
          wordOf(ana.api.ask<object>('DELETE', '/v1/presence/me/request').then(() => ({ outcome: 'withdraw' })));
        const all = [answer('approve', house.sue.api), answer('refuse', house.ada), withdraw];
        const words = await Promise.all([...all.slice(round % 3), ...all.slice(0, round % 3)].map((act) => act()));
        const { agents } = await house.sue.api.get<PresenceList>('/v1/presence').then(({ data }) => ({ agents: data }));
        const left = agents.find(({ agentId }) => agentId === 'ana')?.intent === 'busy';
        expect(words.includes('approve')).toBe(left);
        expect(words.filter((word) => word === 'approve' || word === 'refuse').length).toBeLessThanOrEqual(1);
        for (const word of words)
          expect(['approve', 'refuse', 'withdraw', 'request_settled', 'not_found']).toContain(word);
        await ana.status('online');
      }
      await house.ada.change('presence', { approval: false });
    });
  });
}
