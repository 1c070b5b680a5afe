// Where a message may be left instead of waiting, in whose words, and in which language.
import { describe, expect, it } from '@jest/globals';
import { SETTINGS_DEFAULTS, type EnginePlace, type SubmissionDocument } from '@frontdesk/contracts';
import { afterwards, leadsTo, offerText, waitingOffer } from './submission-offers.js';

const MINUTE = 60_000;
const on = (text: string, texts: Record<string, string> = {}) => ({ enabled: true, text, texts });
const offering = (more: Partial<SubmissionDocument>, language: string | null = null, ownHours = false) => ({
  ...{ document: { ...SETTINGS_DEFAULTS.submission, ...more }, language, ownHours },
});
const place = (more: Partial<EnginePlace> = {}): EnginePlace => ({
  ...{ position: 3, ahead: 2, waitedMs: 0, groupId: 'support', agentId: null, forecast: null, warning: null },
  ...more,
});
const off = { enabled: false, text: '', texts: {} };

describe('G1a each trigger has words of its own', () => {
  const words = {
    outOfHours: on('Closed.', { de: 'Geschlossen.', fr: 'Fermé.' }),
    offDuty: on('This group is off duty.'),
    nobodyOnline: on('Nobody.'),
    queueFull: on('Full.'),
    queueTimeout: on('Too long.'),
  };
  it.each([
    ['out_of_hours', null, 'Closed.'],
    ['out_of_hours', 'de-AT', 'Geschlossen.'],
    ['out_of_hours', 'fr', 'Fermé.'],
    ['nobody_online', 'de', 'Nobody.'],
    ['full', null, 'Full.'],
    ['timed_out', null, 'Too long.'],
  ] as const)('%s in %s', (reason, language, said) => expect(offerText(reason, offering(words, language))).toBe(said));
  it('a group with hours of its own is off duty', () =>
    expect(offerText('out_of_hours', offering(words, null, true))).toBe('This group is off duty.'));
});

describe('G1a while waiting', () => {
  const waitedOver = { ...on('That takes long.', { de: 'Das dauert.' }), minutes: 5 };
  const forecastOver = { ...on('That will take long.'), minutes: 10 };
  const silent = { whileQueued: off };
  it('whoever would rather may, where it is switched on', () => {
    expect(waitingOffer(place(), offering({ whileQueued: on('Or write.') }))).toEqual({
      ...{ choice: { text: 'Or write.' }, prompt: null },
    });
    expect(waitingOffer(place(), offering(silent))).toBeNull();
    expect(waitingOffer(place(), offering({ enabled: false }))).toBeNull();
  });
  it('a wait over n minutes is told when it is, and said beforehand when that will be', () => {
    const offer = (waitedMs: number) => waitingOffer(place({ waitedMs }), offering({ ...silent, waitedOver }, 'de'));
    expect(offer(2 * MINUTE)?.prompt).toEqual({ reason: 'waited', text: 'Das dauert.', inMs: 3 * MINUTE });
    expect(offer(9 * MINUTE)?.prompt).toEqual({ reason: 'waited', text: 'Das dauert.', inMs: 0 });
  });
  it('a forecast over n minutes is told at once', () => {
    const forecast = { p50Ms: 11 * MINUTE, p90Ms: 20 * MINUTE };
    const both = offering({ ...silent, waitedOver, forecastOver });
    expect(waitingOffer(place({ forecast }), both)?.prompt).toMatchObject({ reason: 'forecast', inMs: 0 });
    expect(waitingOffer(place({ forecast: { ...forecast, p50Ms: MINUTE } }), both)?.prompt?.reason).toBe('waited');
    expect(waitingOffer(place(), offering({ ...silent, forecastOver }))).toBeNull();
  });
});

it('G1a after the conversation, where it is switched on', () => {
  const after = offering({ afterConversation: on('Anything else?') });
  expect(afterwards({ state: 'closed', closedReason: 'agent' }, after)).toEqual({ text: 'Anything else?' });
  expect(afterwards({ state: 'closed', closedReason: 'converted' }, after)).toBeNull();
  expect(afterwards({ state: 'assigned', closedReason: null }, after)).toBeNull();
  expect(afterwards({ state: 'closed', closedReason: 'agent' }, offering({}))).toBeNull();
});

describe('G1 what a start comes to while nobody can be reached', () => {
  it.each([
    ['nobody_online', {}, false, 'form'],
    ['nobody_online', { nobodyOnline: off }, false, 'queue'],
    ['nobody_online', { enabled: false }, false, undefined],
    ['out_of_hours', {}, false, 'form'],
    ['out_of_hours', { outOfHours: off }, false, undefined],
    ['out_of_hours', { outOfHours: off, offDuty: on('Off duty.') }, true, 'form'],
    ['online', {}, false, undefined],
    ['asynchronous', {}, false, undefined],
  ] as const)('%s with %j: %s %s', (availability, more, ownHours, expected) => {
    expect(leadsTo(availability, offering(more, null, ownHours))).toBe(expected);
  });
});
