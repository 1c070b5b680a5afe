// The rules of the document about the course of conversations, by example.
import { describe, expect, it } from '@jest/globals';
import { DEFAULTS, documentFaults, type ConversationDocument } from './index.js';

const base = DEFAULTS.conversation;
const faults = (change: object) =>
  documentFaults('conversation', { ...base, ...change }).map(({ pointer, code }) => `${pointer} ${code}`);
const said = (text: string) => ({ enabled: true, texts: { en: text } });

describe('B10 conversation', () => {
  it('counts from the first minute, and says nothing by itself until it is switched on', () => {
    expect(documentFaults('conversation', base)).toEqual([]);
    const switched = Object.values(base).filter(
      (one: unknown) => (one as { enabled?: boolean } | null)?.enabled === true,
    );
    expect(switched).toEqual([]);
  });
  it('names every member that is missing, unknown or of another shape, in one answer', () => {
    const { welcome: _, ...without } = base;
    const wrong = { ...without, reopenMinutes: '10', newWindow: 'both', mood: 1 };
    expect(documentFaults('conversation', wrong).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/welcome missing',
      '/newWindow unknown_choice',
      '/reopenMinutes not_a_whole_number',
      '/mood unknown_member',
    ]);
  });
  it('knows the variables of each text: before an agent is there, none can be named', () => {
    expect(faults({ welcome: { ...base.welcome, ...said('Hello {{agent}}') } })).toEqual([
      '/welcome/texts/en unknown_placeholder',
    ]);
    expect(faults({ connected: { ...base.connected, ...said('{{agent}} of {{group}} for {{visitor}}') } })).toEqual([]);
    expect(faults({ endWords: { ...base.endWords, ...said('Bye {{agent') } })).toEqual([
      '/endWords/texts/en open_placeholder',
    ]);
  });
  it('has words for everybody wherever it says anything', () => {
    const german = { enabled: true, texts: { de: 'Hallo' } };
    expect(faults({ welcome: { ...base.welcome, ...german } })).toEqual(['/welcome/texts/en no_fallback']);
    expect(faults({ welcome: { ...base.welcome, ...german, enabled: false } })).toEqual([]);
    expect(faults({ fallbackLanguage: 'de', welcome: { ...base.welcome, ...german } })).toEqual([]);
    expect(faults({ fallbackLanguage: 'DE', agentSlow: { ...base.agentSlow, ...german } })).toEqual([]);
    expect(faults({ fallbackLanguage: 'English' })).toEqual(['/fallbackLanguage not_a_language']);
  });
  it('closes nobody out before the last reminder', () => {
    const idle: ConversationDocument['visitorIdle'] = { ...said('Still there?'), afterSeconds: 100, times: 3 };
    const timeout = { ...base.visitorTimeout, ...said('Goodbye'), afterSeconds: 300 };
    expect(faults({ visitorIdle: idle, visitorTimeout: timeout })).toEqual([
      '/visitorTimeout/afterSeconds not_after_reminders',
    ]);
    expect(faults({ visitorIdle: idle, visitorTimeout: { ...timeout, afterSeconds: 301 } })).toEqual([]);
    expect(faults({ visitorIdle: { ...idle, enabled: false }, visitorTimeout: timeout })).toEqual([]);
  });
  it('keeps each number within what makes sense', () => {
    const transfer = { ...base.transfer, timeoutSeconds: 5 };
    expect(faults({ visitorLeftSeconds: 0, reopenMinutes: 100_000, transfer })).toEqual([
      '/visitorLeftSeconds out_of_range',
      '/reopenMinutes out_of_range',
      '/transfer/timeoutSeconds out_of_range',
    ]);
    expect(faults({ agentSlow: { ...base.agentSlow, times: 0 } })).toEqual(['/agentSlow/times out_of_range']);
  });
});
