// Closing time, by example (H3): those who wait when the hours end, and edits of the hours while timers run (H2).
import { describe, expect, it } from '@jest/globals';
import { seconds } from '@frontdesk/kernel';
import { sentenceOf } from './sentences.js';
import { at, given } from './testing/specification.js';
import * as staff from './testing/words-of-staff.js';
import * as words from './testing/words.js';

const { agentWith, strategy } = staff;
const { assigned, closes, event, group, hours, offered, online, queued, refused, requests, tick } = words;

const overflowing = (rules: ReturnType<typeof group>, ...overflow: readonly object[]) =>
  ({ ...rules, data: { ...rules.data, overflow } }) as typeof rules;
const full = [agentWith('ann', { limit: 1 }), online('ann'), requests('0')];
const name = { agent: (id: string) => id, group: (id: string) => id };

describe('H3a those who wait when the hours end', () => {
  it('H3a stay where nothing is configured, and are served by whoever is still there', () => {
    given(group('sales'), hours('sales', true, 60), ...full, requests('1'))
      .when(at(60, tick), closes('0'))
      .then(event('group_hours_changed', { open: false }), event('released'), assigned('1', 'ann'));
  });

  it('H3a are offered a submission, each in the order of their turns', () => {
    given(
      group('sales', { closing: 'submission' }),
      hours('sales', true, 60),
      ...full,
      requests('1'),
      requests('2', { priority: 1 }),
    )
      .when(at(60, tick))
      .then(
        event('group_hours_changed', { open: false }),
        offered('2', 'out_of_hours', { closing: true }),
        offered('1', 'out_of_hours', { closing: true }),
      );
  });

  it('H3a E7 become a submission only after one was left; who leaves none was refused', () => {
    given(group('sales', { closing: 'submission' }), ...full, requests('1'), requests('2'), hours('sales', false))
      .when(words.converts('1'), closes('2', 'visitor'))
      .then(event('converted', { conversationId: '1' }), refused('2', 'out_of_hours', { reason: null }));
  });

  it('H3a are closed with words, passed over or not', () => {
    given(group('sales', { closing: 'message' }), ...full, requests('1'), requests('2'), words.isLost('visitor-2', 5))
      .when(hours('sales', false))
      .then(
        event('group_hours_changed'),
        refused('1', 'out_of_hours', { closing: true }),
        refused('2', 'out_of_hours', { closing: true }),
      );
  });

  it('H3a go along the chain first, as those who come out of hours do', () => {
    const rules = overflowing(group('sales', { closing: 'message' }), { groupId: 'night', when: 'off_duty' });
    given(
      rules,
      group('night', { nobodyOnline: 'message' }),
      ...full,
      requests('1'),
      agentWith('zoe', { limit: 1, groupIds: ['night'] }),
      online('zoe'),
      requests('2'),
    )
      .when(hours('sales', false))
      .then(
        event('group_hours_changed'),
        event('overflowed', { conversationId: '1', toGroupId: 'night' }),
        assigned('1', 'zoe', { cause: 'overflow' }),
        event('overflowed', { conversationId: '2', toGroupId: 'night', when: 'off_duty' }),
        event('requeued', { conversationId: '2', groupId: 'night' }),
      );
  });

  it('H3a B4e whoever is being asked for may still be taken; if nobody does, they are told then', () => {
    const asked = [
      strategy({ offer: { acceptMs: seconds(30) } }),
      group('sales', { closing: 'submission' }),
      agentWith('ann'),
      online('ann'),
      requests('1'),
    ];
    given(...asked, hours('sales', false))
      .when(staff.accepts('ann', '1', 1))
      .then(event('offer_ended', { how: 'accepted' }), assigned('1', 'ann'));
    given(...asked, hours('sales', false))
      .when(staff.refuses('ann', '1', 1))
      .then(event('offer_ended', { how: 'rejected' }), offered('1', 'out_of_hours', { closing: true }));
  });

  it('H3a are those of this group alone, and nobody who has an agent', () => {
    given(group('sales', { closing: 'message' }), group('help'), ...full, requests('1', { to: 'help' }))
      .when(hours('sales', false))
      .then(event('group_hours_changed', { groupId: 'sales' }));
  });

  it('H3a are told of once: the same hours again, or a rule that comes after closing, change nothing', () => {
    given(group('sales'), ...full, requests('1'), hours('sales', false))
      .when(hours('sales', false), group('sales', { closing: 'message' }), tick)
      .then(event('group_configured'));
  });

  it('H3a D6 and the record says that the hours ended while they waited', () => {
    const { events } = given(group('sales', { closing: 'message' }), ...full, requests('1')).when(
      hours('sales', false),
    );
    expect(events.map((each) => sentenceOf(each, name)).at(-1)).toBe(
      'Turned away with a message: the hours of the group ended while they waited.',
    );
  });
});

describe('H2b edits of the hours while timers run', () => {
  const open = [group('sales', { closing: 'message' }), ...full, requests('1'), hours('sales', true, 60)];
  it('H2b a later end: the first is nothing any more', () => {
    given(...open, hours('sales', true, 90))
      .when(at(60, tick), at(90, tick))
      .then(event('group_hours_changed', { open: false }), refused('1', 'out_of_hours'));
  });
  it('H2b an earlier end comes in time, and no second one', () => {
    given(...open, hours('sales', true, 30))
      .when(at(30, tick), at(60, tick))
      .then(event('group_hours_changed', { open: false }), refused('1', 'out_of_hours'));
  });
  it('H2b no end: nobody is sent home', () => {
    given(...open, hours('sales', true))
      .when(at(60, tick))
      .thenNothing();
  });
  it('H2b an outage over the end: the hours follow the wall, the waits do not run out', () => {
    given(...open)
      .when(at(300, words.resumed(280)), requests('2'))
      .then(
        event('deadlines_extended'),
        event('group_hours_changed', { open: false }),
        refused('1', 'out_of_hours', { closing: true }),
        offered('2', 'out_of_hours'),
      );
  });
});

it('waits again when it is open again', () => {
  given(group('sales', { closing: 'submission' }), ...full, hours('sales', false))
    .when(hours('sales', true), requests('1'))
    .then(event('group_hours_changed', { open: true }), queued('1', 1));
});
