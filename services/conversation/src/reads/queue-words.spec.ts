// What those who wait are told.
import { describe, expect, it } from '@jest/globals';
import type { EnginePlace } from '@frontdesk/contracts';
import { wordedPlace, type SavedQueue, type Wording } from './queue-words.js';

const place: EnginePlace = {
  ...{ position: 3, ahead: 2, waitedMs: 1_000, groupId: 'support', agentId: null, warning: null },
  forecast: { p50Ms: 50_000, p90Ms: 270_000 },
};
const messages = {
  entry: 'Welcome, {{ahead}} before you.',
  position: 'Number {{ position }} of {{group}}: {{wait_p50}} to {{wait_p90}}.',
  reassurance: 'Still here, {{agent}}.',
  warning: 'Only a moment left.',
};
const document: SavedQueue = {
  message: 'Number {{position}}.',
  messages: { en: messages, de: { ...messages, position: 'Platz {{position}}, {{wait_p90}}.', entry: '' } },
  reassuranceSeconds: 60,
};
const wording: Wording = { document, language: 'en', groupName: 'Support', agentName: 'Ana', now: 0 };
const said = (more: Partial<Wording> = {}, at: EnginePlace = place, moment: 'entry' | 'change' = 'change') =>
  wordedPlace(at, moment, { ...wording, ...more });

describe('E3 the words of the queue', () => {
  it('E3a hold every variable', () => {
    expect(said().message).toBe('Number 3 of Support: 1 minute to 5 minutes.');
    expect(said({}, place, 'entry').message).toBe('Welcome, 2 before you.');
    expect(said().reassurance).toEqual({ everyMs: 60_000, text: 'Still here, Ana.' });
  });
  it('E3a are in the visitor’s language, its nearest kind, or the one message for all', () => {
    expect(said({ language: 'de-AT' }).message).toBe('Platz 3, 5 Minuten.');
    // Nothing is said on entry: the position is.
    expect(said({ language: 'de' }, place, 'entry').message).toBe('Platz 3, 5 Minuten.');
    expect(said({ language: 'fr' }).message).toBe('Number 3.');
    expect(said({ language: null }).message).toBe('Number 3.');
  });
  it('E3a say so where nothing can be forecast', () =>
    expect(said({}, { ...place, forecast: null }).message).toBe('Number 3 of Support: – to –.'));
  it('keep their meaning where a document is older than they are', () => {
    const old = said({ document: { message: 'Place {{position}}' } });
    expect(old).toMatchObject({ message: 'Place 3', reassurance: null, placeholder: '', typing: true });
    expect(said({ document: null }).message).toBe('You are number 3 in the queue.');
  });
  it('are not looked for again in what was filled in', () =>
    expect(said({ groupName: '{{position}}' }).message).toContain('of {{position}}:'));
});

it('E2c the warning tells how long there is and how often one may go on', () => {
  const warned = said({ now: 10_000 }, { ...place, warning: { timeoutAt: 40_000, left: 2 } });
  expect(warned.warning).toEqual({
    text: 'Only a moment left.',
    timeoutAt: '1970-01-01T00:00:40.000Z',
    remainingMs: 30_000,
    left: 2,
  });
});
