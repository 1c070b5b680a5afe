// Who a visitor is: what the site says, what staff says, and what becomes of two who are one.
import { describe, expect, it } from '@jest/globals';
import { fold } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import { cardOf, vipOf, visitorDecider, type VisitorCommand, type VisitorFact } from '../index.js';

const given = specify(visitorDecider);
const stateAfter = (...facts: readonly VisitorFact[]) => fold(visitorDecider, facts);

const signed: VisitorFact = {
  type: 'visitor.identified',
  data: { signed: true, name: 'Mia', email: 'mia@example.com', attributes: { plan: 'pro' }, vip: 2 },
};
const page: VisitorFact = {
  type: 'visitor.identified',
  data: { signed: false, attributes: { plan: 'free', cart: 3 } },
};
const edited: VisitorFact = {
  type: 'visitor.edited',
  data: { name: 'Mia M.', vip: 5, customFields: { tier: 'gold' }, by: 'a1' },
};
const note = { noteId: 'n1', text: 'Prefers e-mail.', by: 'a1', byName: 'Ada' };
const noted: VisitorFact = { type: 'visitor.noted', data: note };
const identify = (fact: typeof page): VisitorCommand => ({ type: 'identify', identity: fact.data });
const edit = (expected: number, part: object, words: typeof note | null = null): VisitorCommand => ({
  type: 'edit',
  ...{ expected, edit: { ...part, by: 'a1' }, note: words },
});

describe('F6a a profile', () => {
  it('takes in what a page says, and says it once', () => {
    given().when(identify(page)).then(page);
    given(page).when(identify(page)).thenNothing();
  });
  it('keeps what was signed, whatever a page says, and no page makes a VIP', () => {
    const state = stateAfter(signed, page, {
      type: 'visitor.identified',
      data: { signed: false, attributes: {}, vip: 9 },
    });
    expect(state.attributes).toEqual({ plan: { value: 'pro', verified: true }, cart: { value: 3, verified: false } });
    expect(vipOf(state)).toBe(2);
  });
  it('staff has the last word, and may take it back', () => {
    expect(cardOf(stateAfter(signed, edited)).name).toBe('Mia M.');
    expect(vipOf(stateAfter(signed, edited))).toBe(5);
    const back: VisitorFact = { type: 'visitor.edited', data: { name: null, customFields: { tier: null }, by: 'a1' } };
    expect(cardOf(stateAfter(signed, edited, back)).name).toBe('Mia');
    expect(stateAfter(signed, edited, back).customFields).toEqual({});
  });
  it('is changed only by who has seen it as it is', () => {
    given(signed)
      .when(edit(0, { name: 'X' }))
      .thenRejected('stale');
    given(signed)
      .when(edit(1, { name: ' Mia M. ', vip: 5, customFields: { tier: 'gold' } }))
      .then(edited);
    given(signed, edited)
      .when(edit(2, { name: 'Mia M.' }))
      .thenNothing();
  });
  it('takes notes', () =>
    given(signed)
      .when(edit(1, {}, note))
      .then(noted));
  it('tells what is wrong, by pointer', () => {
    given()
      .when(edit(0, { email: 'nobody', vip: 101, name: 'x'.repeat(201) }))
      .thenRejected('invalid_visitor', '/name', '/email', '/vip');
  });
});

describe('F6b two who are one', () => {
  const cart: VisitorFact = {
    type: 'visitor.edited',
    data: { phone: '+49 30 1', customFields: { tier: 'silver', size: 'M' }, by: 'a1' },
  };
  const anonymous = stateAfter(page, cart, noted);
  const merged: VisitorFact = {
    type: 'visitor.merged',
    data: {
      ...{ from: 'v0', name: null, email: null, phone: '+49 30 1', vip: 0 },
      ...{ attributes: { plan: 'free', cart: 3 }, customFields: { tier: 'silver', size: 'M' }, notes: [note] },
    },
  };
  it('bring together what was known of both, once', () => {
    given(signed).when({ type: 'merge', from: 'v0', other: anonymous }).then(merged);
    given(signed, merged).when({ type: 'merge', from: 'v0', other: anonymous }).thenNothing();
  });
  it('the person’s own counts; what was empty is filled; nothing becomes signed by it', () => {
    const state = stateAfter(signed, edited, merged);
    expect(cardOf(state)).toEqual({ name: 'Mia M.', email: 'mia@example.com', phone: '+49 30 1' });
    expect(state.customFields).toEqual({ tier: 'gold', size: 'M' });
    expect(state.attributes).toEqual({ plan: { value: 'pro', verified: true }, cart: { value: 3, verified: false } });
    expect(state.notes).toEqual([note]);
  });
});
