// Notes, files, quotes; changing and taking back; who has read.
import { describe, expect, it } from '@jest/globals';
import { fold } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import {
  conversationDecider,
  type Actor,
  type Author,
  type ConversationCommand,
  type ConversationFact,
  type MessageAdded,
} from './index.js';

const given = specify(conversationDecider);

const requested: ConversationFact = {
  type: 'conversation.requested',
  data: {
    ...{ conversationId: 'c1', visitorId: 'v1', visitorName: '', channel: 'web', groupId: 'support', priority: 0 },
    ...{ ruleId: null, settingsVersion: 1, language: null, page: null },
  },
};
const assigned: ConversationFact = {
  type: 'conversation.assigned',
  data: { agentId: 'a1', agentName: 'Ada', groupId: 'support', waitedMs: 0, cause: 'arrival' },
};
const closed: ConversationFact = { type: 'conversation.closed', data: { reason: 'agent', by: 'agent', why: null } };
const fromMia: Author = { kind: 'visitor', id: 'v1' };
const fromAda: Author = { kind: 'agent', id: 'a1', name: 'Ada' };
const mia: Actor = { kind: 'visitor', id: 'v1' };
const ada: Actor = { kind: 'agent', id: 'a1', name: 'Ada', supervisor: false };
const eve: Actor = { kind: 'agent', id: 'a9', name: 'Eve', supervisor: true };

const message = (more: Partial<MessageAdded> = {}): MessageAdded => ({
  ...{ messageId: 'm1', clientMessageId: 'k1', author: fromMia, text: 'Hello', ...more },
});
const said = (more: Partial<MessageAdded> = {}): ConversationFact => ({
  type: 'conversation.message_added',
  data: message(more),
});
type Typed = Extract<ConversationCommand, { type: 'add_message' }>['message'];
const say = (actor: Actor, more: Partial<Typed> = {}): ConversationCommand => ({
  type: 'add_message',
  actor,
  message: { messageId: 'm1', clientMessageId: 'k1', text: 'Hello', ...more },
});
const photo = { fileId: 'f1', name: 'shoe.png', mediaType: 'image/png', bytes: 3 };
const bill = { fileId: 'f2', name: 'bill.pdf', mediaType: 'application/pdf', bytes: 3 };

describe('F1a kinds of messages', () => {
  it('F1a a picture and a file are told apart by their content', () => {
    given(requested)
      .when(say(mia, { file: photo }))
      .then(said({ kind: 'image', file: photo }));
    given(requested)
      .when(say(mia, { file: bill }))
      .then(said({ kind: 'file', file: bill }));
  });
  it('F1a a file without words is called by its name', () =>
    given(requested)
      .when(say(mia, { text: ' ', file: bill }))
      .then(said({ kind: 'file', file: bill, text: 'bill.pdf' })));
  it('F1a a note is a note whatever it carries, and may follow the end', () => {
    given(requested, assigned, closed)
      .when(say(ada, { note: true, file: photo }))
      .then(said({ author: fromAda, kind: 'note', file: photo }));
  });
  it('F1a a visitor writes no notes', () =>
    given(requested)
      .when(say(mia, { note: true }))
      .thenRejected('invalid_message', '/note'));
  it('F1a J1a a note answers nobody', () => {
    const state = fold(conversationDecider, [requested, assigned, said({ author: fromAda, kind: 'note' })]);
    expect(state.respondedAt).toBeNull();
  });
});

describe('F1f quotes', () => {
  const quoted = { sequence: 2, message: message({ text: 'x'.repeat(300) }) };
  it('F1f a quote is the beginning of what was said', () =>
    given(requested, said(), assigned)
      .when(say(ada, { clientMessageId: 'k2', quoted }))
      .then(
        said({
          ...{ author: fromAda, clientMessageId: 'k2' },
          quote: { sequence: 2, author: fromMia, excerpt: `${'x'.repeat(199)}…` },
        }),
      ));
  it('F1f a note is quoted in notes only', () => {
    const note = { sequence: 3, message: message({ author: fromAda, kind: 'note' }) };
    given(requested, assigned, said({ author: fromAda, kind: 'note' }))
      .when(say(ada, { clientMessageId: 'k2', quoted: note }))
      .thenRejected('invalid_message', '/quote');
    given(requested, assigned, said({ author: fromAda, kind: 'note' }))
      .when(say(ada, { clientMessageId: 'k2', quoted: note, note: true }))
      .then(
        said({
          ...{ author: fromAda, clientMessageId: 'k2', kind: 'note' },
          quote: { sequence: 3, author: fromAda, excerpt: 'Hello' },
        }),
      );
  });
  it('F1f what was taken back is not quoted', () =>
    given(requested, said(), recalled(2))
      .when(say(mia, { clientMessageId: 'k2', quoted }))
      .thenRejected('invalid_message', '/quote'));
});

const MINUTE = 60_000;
const change = (actor: Actor, more: Partial<MessageAdded> = {}, at = MINUTE) => ({
  ...{ actor, earlier: { sequence: 2, message: message(more) }, sentAt: 0, at, withinMs: MINUTE },
});
const edit = (text: string, of = change(mia)): ConversationCommand => ({ type: 'edit_message', text, ...of });
const recall = (of = change(mia)): ConversationCommand => ({ type: 'recall_message', ...of });
function recalled(sequence: number): ConversationFact {
  return { type: 'conversation.message_recalled', data: { sequence, messageId: 'm1' } };
}

describe('F1c changing a message', () => {
  it('F1c edits within the window', () =>
    given(requested, said())
      .when(edit(' Hallo '))
      .then({ type: 'conversation.message_edited', data: { sequence: 2, messageId: 'm1', text: 'Hallo' } }));
  it('F1c to the same words changes nothing', () => given(requested, said()).when(edit('Hello')).thenNothing());
  it('F1c never to nothing', () => given(requested, said()).when(edit(' ')).thenRejected('invalid_message', '/text'));
  it('F1c takes back within the window, once', () => {
    given(requested, said()).when(recall()).then(recalled(2));
    given(requested, said(), recalled(2)).when(recall()).thenNothing();
  });
  it('F1c is over after the window, and says so', () => {
    const late = change(mia, {}, MINUTE + 1);
    given(requested, said()).when(edit('Hallo', late)).thenRejected('too_late');
    given(requested, said()).when(recall(late)).thenRejected('too_late');
    const refusal = conversationDecider.decide(fold(conversationDecider, [requested, said()]), recall(late));
    expect(refusal).toMatchObject({
      detail: 'A message can be taken back for 1 minute after it was sent; that time is over.',
    });
  });
  it('F1c a window of nothing is shut', () =>
    given(requested, said())
      .when(recall({ ...change(mia, {}, 0), withinMs: 0 }))
      .thenRejected('too_late'));
  it('F1c is for the author alone, not even for a supervisor', () => {
    given(requested, assigned, said())
      .when(recall(change(ada)))
      .thenRejected('not_the_author');
    given(requested, assigned, said())
      .when(edit('Hallo', change(eve)))
      .thenRejected('not_the_author');
    given(requested, said())
      .when(recall(change({ ...mia, id: 'v2' })))
      .thenRejected('unknown_conversation');
  });
  it('F1c is over with the conversation, but for a note', () => {
    given(requested, said(), closed).when(recall()).thenRejected('conversation_closed');
    const note = { author: fromAda, kind: 'note' } as const;
    given(requested, said(note), assigned, closed)
      .when(recall(change(ada, note)))
      .then({ type: 'conversation.message_recalled', data: { sequence: 2, messageId: 'm1', kind: 'note' } });
  });
  it('F1c what was taken back, and a file, have no words to change', () => {
    given(requested, said(), recalled(2)).when(edit('Hallo')).thenRejected('message_recalled');
    given(requested, said({ file: bill }))
      .when(edit('Hallo', change(mia, { file: bill })))
      .thenRejected('not_editable');
  });
});

describe('F1d who has read', () => {
  const seen = (upTo: number): ConversationFact => ({ type: 'conversation.visitor_read', data: { upTo } });
  const see = (visitorId: string, upTo: number): ConversationCommand => ({
    ...{ type: 'mark_read_by_visitor', visitorId, upTo },
  });
  it('F1d the visitor has, up to the last event at most', () =>
    given(requested, assigned).when(see('v1', 99)).then(seen(2)));
  it('F1d never goes back', () => given(requested, assigned, seen(2)).when(see('v1', 2)).thenNothing());
  it('F1d of another visitor it is no reading', () =>
    given(requested).when(see('v2', 1)).thenRejected('unknown_conversation'));
});
