// Which screen follows from which state, and what the form begins with.
import { describe, expect, it } from '@jest/globals';
import { agentCameFirst, canWrite, formText, isLost, presenceOf, screenOf } from './app-state.js';
import { advance, fromView } from './conversation-state.js';
import { aState, aView, message, requested } from './testing/examples.js';

const receipt = { submissionId: 's1', receiptId: 'R-1', status: 'pending' } as const;
const start = { key: 'k', body: { text: 'hello' }, at: '' };

describe('the screen', () => {
  it('follows the conversation', () => {
    const of = (view: Parameters<typeof aView>[0]): string => screenOf(aState({ conversation: fromView(aView(view)) }));
    expect(of({ state: 'requested', outcome: 'pending' })).toBe('connecting');
    expect(of({ state: 'pooled', outcome: 'pooled' })).toBe('pooled');
    expect(of({ state: 'queued' })).toBe('queued');
    expect(of({ state: 'assigned' })).toBe('chatting');
    expect(of({ state: 'submission_offered' })).toBe('form');
    expect(of({ state: 'closed', closedReason: 'agent' })).toBe('ended');
    expect(of({ state: 'closed', closedReason: 'refused' })).toBe('refused');
    expect(of({ state: 'closed', closedReason: 'closing_time' })).toBe('refused');
    expect(of({ state: 'closed', outcome: 'unavailable' })).toBe('refused');
  });

  it('waits where a start or an earlier conversation is not answered yet', () => {
    expect(screenOf(aState())).toBe('idle');
    expect(screenOf(aState({ start }))).toBe('connecting');
    expect(screenOf(aState({ resuming: true }))).toBe('connecting');
  });

  it('shows the form by choice, before a chat and in the queue, but not once an agent is there', () => {
    expect(screenOf(aState({ leaving: true }))).toBe('form');
    expect(screenOf(aState({ leaving: true, conversation: fromView(aView()) }))).toBe('form');
    expect(screenOf(aState({ leaving: true, conversation: fromView(aView({ state: 'assigned' })) }))).toBe('chatting');
    expect(screenOf(aState({ leaving: true, conversation: fromView(aView({ state: 'pooled' })) }))).toBe('pooled');
  });

  it('keeps the receipt until the visitor goes on, unless an agent came first', () => {
    const closed = fromView(aView({ state: 'closed', closedReason: 'converted' }));
    expect(screenOf(aState({ receipt, conversation: closed }))).toBe('receipt');
    const state = aState({ receipt, conversation: fromView(aView({ state: 'assigned' })) });
    expect(screenOf(state)).toBe('chatting');
    expect(agentCameFirst(state)).toBe(true);
    expect(screenOf(aState({ receipt: { ...receipt, status: 'withdrawn' }, conversation: fromView(aView()) }))).toBe(
      'queued',
    );
  });

  it('offers the composer wherever writing leads somewhere', () => {
    expect((['idle', 'connecting', 'queued', 'pooled', 'chatting'] as const).every(canWrite)).toBe(true);
    expect((['form', 'receipt', 'refused', 'ended'] as const).some(canWrite)).toBe(false);
  });
});

describe('the presence', () => {
  it('is said before a chat and in one, as far as it is known', () => {
    expect(presenceOf(aState())).toBeUndefined();
    expect(presenceOf(aState({ conversation: fromView(aView()) }))).toBeUndefined();
    expect(presenceOf(aState({ conversation: fromView(aView({ state: 'assigned' })) }))).toBe('inChat');
  });

  it('is not to be trusted while nothing gets through', () => {
    expect(isLost(aState({ connection: 'polling' }))).toBe(false);
    expect(isLost(aState({ connection: 'reconnecting' }))).toBe(true);
    expect(isLost(aState({ unreachable: true }))).toBe(true);
  });
});

describe('the text of the form', () => {
  it('begins with everything that was typed so far, each text once', () => {
    const { conversation } = advance(fromView(aView()), [
      requested,
      message(2, 'hello'),
      message(3, 'answer', 'agent'),
    ]);
    const pending = [{ conversationId: 'c1', clientMessageId: 'k', text: 'unsent', at: '' }];
    expect(formText(aState({ conversation, opening: start, pending, draft: 'half' }))).toBe('hello\nunsent\nhalf');
    expect(formText(aState({ opening: start }))).toBe('hello');
  });

  it('is the visitor’s own once it was edited', () => {
    expect(formText(aState({ draft: 'x', form: { name: '', email: '', text: '' } }))).toBe('');
  });
});
