// What happens to a message that was left.
import { describe, it } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { submissionDecider, type SubmissionCommand, type SubmissionFact, type SubmissionReceived } from './index.js';

const given = specify(submissionDecider);

const typed: SubmissionReceived = {
  submissionId: 's1',
  receiptId: 'FD-7Q2M',
  conversationId: 'c1',
  visitorId: 'v1',
  groupId: 'support',
  name: 'Mia',
  email: 'mia@example.com',
  text: 'Call me back',
  reason: 'nobody_online',
};
const leave = (changed: Partial<SubmissionReceived> = {}): SubmissionCommand => ({
  type: 'leave',
  submission: { ...typed, ...changed },
});
const received = (changed: Partial<SubmissionReceived> = {}): SubmissionFact => ({
  type: 'submission.received',
  data: { ...typed, ...changed },
});
const confirmed: SubmissionFact = { type: 'submission.confirmed', data: {} };
const withdrawn: SubmissionFact = {
  type: 'submission.withdrawn',
  data: { conversationId: 'c1', reason: 'assigned', text: 'Call me back' },
};
const closed: SubmissionFact = { type: 'submission.closed', data: { by: 'a1' } };
const close: SubmissionCommand = { type: 'close', by: 'a1' };

describe('leaving a message', () => {
  it('stays pending while a place hangs on it', () => given().when(leave()).then(received()));
  it('counts at once without a conversation', () =>
    given()
      .when(leave({ conversationId: null }))
      .then(received({ conversationId: null }), confirmed));
  it('happens once', () => given(received()).when(leave()).thenNothing());
  it('forgives white space and an empty name', () =>
    given()
      .when(leave({ name: ' ', email: ' mia@example.com ', text: 'Call me back\n' }))
      .then(received({ name: null })));
  it('names every wrong field', () =>
    given()
      .when(leave({ name: 'x'.repeat(201), email: 'mia', text: '' }))
      .thenRejected('invalid_submission', '/name', '/email', '/text'));
});

describe('an e-mail address', () => {
  it.each(['a@b.co', "o'neil+chat@mail.example.org", 'ü@müller.de', `${'x'.repeat(242)}@example.com`])(
    'may be %s',
    (email) => given().when(leave({ email })).then(received({ email })),
  );
  it.each(['', 'a@b', '@example.com', 'a b@example.com', 'a@@example.com', 'a@.com', 'Mia <mia@example.com>'])(
    'may not be "%s"',
    (email) => given().when(leave({ email })).thenRejected('invalid_submission', '/email'),
  );
  it('has at most 254 characters', () =>
    given()
      .when(leave({ email: `${'x'.repeat(243)}@example.com` }))
      .thenRejected('invalid_submission', '/email'));
});

describe('a pending submission', () => {
  it('is confirmed', () => given(received()).when({ type: 'confirm' }).then(confirmed));
  it('is withdrawn with its text when an agent came first', () =>
    given(received()).when({ type: 'withdraw' }).then(withdrawn));
  it('ends once, one way', () => {
    given(received(), confirmed).when({ type: 'withdraw' }).thenNothing();
    given(received(), withdrawn).when({ type: 'confirm' }).thenNothing();
    given(received(), confirmed).when({ type: 'confirm' }).thenNothing();
  });
  it('cannot be closed yet', () => given(received()).when(close).thenRejected('submission_pending'));
});

describe('closing', () => {
  it('ends a confirmed one', () => given(received(), confirmed).when(close).then(closed));
  it('twice is once', () => given(received(), confirmed, closed).when(close).thenNothing());
  it('is not for a withdrawn one', () => given(received(), withdrawn).when(close).thenRejected('submission_withdrawn'));
  it('needs a submission', () => given().when(close).thenRejected('unknown_submission'));
});
