// What the house says by itself: to whom, when, how often and in which language.
import { describe, it } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { conversationDecider, type ConversationCommand, type ConversationRules } from './index.js';
import {
  ada,
  assigned,
  assignment,
  closed,
  handOver,
  inForce,
  mia,
  request,
  requested,
  said,
  told,
  transferred,
  words,
} from './testing/words.js';

const given = specify(conversationDecider);
const start: ConversationCommand = { type: 'start', request, first: null };
const assign: ConversationCommand = { type: 'record_assigned', ...assignment };
const withRules = <Command extends ConversationCommand>(command: Command, change: Partial<ConversationRules>) => ({
  ...command,
  inForce: inForce(change),
});

describe('F4a the welcome', () => {
  const welcome = told('Welcome, {{visitor}}, to {{group}}.', 'Willkommen, {{visitor}}.');
  const saying = (when: ConversationRules['welcome']['when']) => ({ welcome: { ...welcome, when } });
  const hallo = words('welcome', 2, 'Willkommen, Mia.');

  it('comes with the start, before the first words', () =>
    given()
      .when(
        withRules(
          { ...start, first: { messageId: 'm-k1', clientMessageId: 'k1', text: 'Hello' } },
          saying('once_per_conversation'),
        ),
      )
      .then(requested, hallo, said(mia, 'k1')));
  it('first ever: only to somebody who has never been here', () => {
    given()
      .when(withRules({ ...start, newcomer: true }, saying('first_ever')))
      .then(requested, hallo);
    given()
      .when(withRules(start, saying('first_ever')))
      .then(requested);
  });
  it('always: also to somebody who comes back to it; else once per conversation', () => {
    const back: ConversationCommand = { type: 'come_back' };
    given(requested)
      .when(withRules(back, saying('always')))
      .then(hallo);
    given(requested)
      .when(withRules(back, saying('once_per_conversation')))
      .thenNothing();
    given(requested, closed('visitor'))
      .when(withRules(back, saying('always')))
      .thenNothing();
  });
  it('is not for whom the block list turns away', () =>
    given()
      .when(withRules({ ...start, request: { ...request, blocked: true } }, saying('always')))
      .then({ ...requested, data: { ...request, blocked: true } } as never));
});

describe('F4b', () => {
  const connected = { connected: { ...told('{{agent}} of {{group}} is here.'), when: 'every_time' as const } };
  it('that an agent is there is told with their name, each time', () => {
    given(requested)
      .when(withRules(assign, connected))
      .then(assigned, words('connected', 3, 'Ada of Support is here.'));
    given(requested, assigned, words('connected', 3, 'x'))
      .when(withRules({ type: 'record_transferred', ...handOver }, connected))
      .then(transferred, words('connected', 5, 'Ben of Support is here.'));
  });
  it('or once', () =>
    given(requested, assigned, words('connected', 3, 'x'))
      .when(
        withRules({ type: 'record_transferred', ...handOver }, { connected: { ...connected.connected, when: 'once' } }),
      )
      .then(transferred));
  it('the text is of the visitor’s language, its root, or the fallback', () => {
    const both = told('Hello', 'Hallo');
    const inLanguage = (language: string | null, text: string) =>
      given()
        .when(withRules({ ...start, request: { ...request, language } }, { welcome: { ...both, when: 'always' } }))
        .then({ ...requested, data: { ...request, language } } as never, words('welcome', 2, text));
    inLanguage('de-AT', 'Hallo');
    inLanguage('DE', 'Hallo');
    inLanguage('fr', 'Hello');
    inLanguage(null, 'Hello');
  });
  it('nothing is said that is switched off, or has no text', () => {
    given()
      .when(withRules(start, { welcome: { enabled: false, texts: { en: 'Hello' }, when: 'always' } }))
      .then(requested);
    given()
      .when(withRules(start, { welcome: { enabled: true, texts: { fr: 'Salut' }, when: 'always' } }))
      .then(requested);
  });
  it('end words come before the end, where an agent was there or always', () => {
    const end = (when: 'always' | 'after_agent') => ({ endWords: { ...told('Goodbye, {{visitor}}.'), when } });
    const bye = (number: number) => words('end_words', number, 'Goodbye, Mia.');
    given(requested, assigned)
      .when(withRules({ type: 'close', actor: ada }, end('after_agent')))
      .then(bye(3), closed('agent', 'agent'));
    given(requested)
      .when(withRules({ type: 'close', actor: mia }, end('after_agent')))
      .then(closed('visitor', 'visitor'));
    given(requested)
      .when(withRules({ type: 'close', actor: mia }, end('always')))
      .then(bye(2), closed('visitor', 'visitor'));
  });
  it('whoever is turned away, blocked or left a message hears no farewell', () => {
    const end = { endWords: { ...told('Goodbye'), when: 'always' as const } };
    for (const reason of ['refused', 'converted', 'queue_timeout'] as const)
      given(requested)
        .when(withRules({ type: 'record_ended', reason, by: 'system', why: null }, end))
        .then(closed(reason));
    given(requested, assigned)
      .when(withRules({ type: 'end', reason: 'blocked' }, end))
      .then(closed('blocked'));
  });
});
