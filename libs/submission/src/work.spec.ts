// The work on a submission: whose it is, what is said, how it ends and goes on.
import { describe, it } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { submissionDecider, type SubmissionCommand, type SubmissionFact, type SubmissionReceived } from './index.js';

const given = specify(submissionDecider);

const data: SubmissionReceived = {
  ...{ submissionId: 's1', receiptId: 'FD-1', conversationId: null, visitorId: 'v1', groupId: 'support' },
  ...{ name: 'Mia', email: 'mia@example.com', text: 'Broken', reason: null, channel: 'web' },
};
const left: readonly SubmissionFact[] = [
  { type: 'submission.received', data },
  { type: 'submission.confirmed', data: {} },
];
const assigned = (agentId: string, how: 'in_turn' | 'named' | 'taken', by: string): SubmissionFact => ({
  type: 'submission.assigned',
  data: { agentId, how, by },
});
const accepted = (by: string): SubmissionFact => ({ type: 'submission.accepted', data: { by } });
const taken = [...left, assigned('ana', 'taken', 'ana'), accepted('ana')];
const closed: SubmissionFact = { type: 'submission.closed', data: { by: 'ana' } };
const reply = (author: 'agent' | 'visitor', by: string, more: object = {}): SubmissionCommand => ({
  ...{ type: 'reply', messageId: 'm1', author, by, text: ' Hello ', mayReopen: true },
  ...more,
});
const replied = (author: 'agent' | 'visitor', by: string): SubmissionFact => ({
  type: 'submission.replied',
  data: { messageId: 'm1', author, by, text: 'Hello' },
});
const accept = (by: string): SubmissionCommand => ({ type: 'accept', by });
const assign = (agentId: string, how: 'in_turn' | 'named' = 'named'): SubmissionCommand => ({
  ...{ type: 'assign', agentId, how, by: 'sue' },
});

describe('G4a whose it is', () => {
  it('is taken once', () => {
    given(...left)
      .when(accept('ana'))
      .then(assigned('ana', 'taken', 'ana'), accepted('ana'));
    given(...taken)
      .when(accept('ana'))
      .thenNothing();
    given(...taken)
      .when(accept('ben'))
      .thenRejected('submission_taken');
  });
  it('is named by a supervisor, also when somebody has it', () => {
    given(...left)
      .when(assign('ben'))
      .then(assigned('ben', 'named', 'sue'));
    given(...taken)
      .when(assign('ben'))
      .then(assigned('ben', 'named', 'sue'));
    given(...left, assigned('ben', 'named', 'sue'))
      .when(accept('ben'))
      .then(accepted('ben'));
  });
  it('goes in turn only while it is nobody’s', () => {
    given(...left)
      .when(assign('ben', 'in_turn'))
      .then(assigned('ben', 'in_turn', 'sue'));
    given(...taken)
      .when(assign('ben', 'in_turn'))
      .thenNothing();
    given(...left, closed)
      .when(assign('ben', 'in_turn'))
      .thenNothing();
  });
});

describe('G4c replies', () => {
  it('of an agent take what nobody has taken', () =>
    given(...left)
      .when(reply('agent', 'ana'))
      .then(assigned('ana', 'taken', 'ana'), accepted('ana'), replied('agent', 'ana')));
  it('of a colleague take nothing away', () =>
    given(...taken)
      .when(reply('agent', 'ben'))
      .then(replied('agent', 'ben')));
  it('are said once', () =>
    given(...taken, replied('agent', 'ana'))
      .when(reply('agent', 'ana'))
      .thenNothing());
  it('are never empty, and never too long', () => {
    given(...taken)
      .when(reply('agent', 'ana', { text: ' ' }))
      .thenRejected('invalid_submission', '/text');
    given(...taken)
      .when(reply('visitor', 'v1', { text: 'x'.repeat(4001) }))
      .thenRejected('invalid_submission', '/text');
  });
  it('of the visitor open a closed one again, and whoever had it has it', () => {
    const reopened: SubmissionFact = { type: 'submission.reopened', data: { why: 'replied', by: 'v1' } };
    given(...taken, closed)
      .when(reply('visitor', 'v1'))
      .then(reopened, replied('visitor', 'v1'));
    given(...taken, closed, reopened)
      .when(accept('ana'))
      .thenNothing();
  });
  it('come too late after the time that the rule gives', () =>
    given(...taken, closed)
      .when(reply('visitor', 'v1', { mayReopen: false }))
      .thenRejected('submission_closed'));
  it('of an agent do not go into a closed one', () =>
    given(...taken, closed)
      .when(reply('agent', 'ana'))
      .thenRejected('submission_closed'));
});

describe('G4b G4c the end', () => {
  const stars = { templateId: 'stars', kind: 'stars5', tags: ['quick'], text: 'Quick.', solved: true } as const;
  const rate = (score: number, at = 100): SubmissionCommand => ({
    ...{ type: 'rate', rating: { ...stars, score }, at, openUntil: 1000, changeMs: 60 },
  });
  const rated = (score: number, more: object = {}): SubmissionFact => ({
    ...{ type: 'submission.rating_given', data: { ...stars, score, changeableUntil: 160, ...more } },
  });
  it('is rated once it is reached, and as long as that is open', () => {
    given(...taken)
      .when(rate(5))
      .thenRejected('submission_open');
    given(...taken, closed)
      .when(rate(5))
      .then(rated(5));
    given(...taken, closed)
      .when(rate(5, 1000))
      .thenRejected('rating_not_open');
  });
  it('is rated anew for a while; the same again changes nothing', () => {
    given(...taken, closed, rated(5))
      .when(rate(5, 150))
      .thenNothing();
    given(...taken, closed, rated(5))
      .when(rate(1, 150))
      .then(rated(1, { changed: true }));
    given(...taken, closed, rated(5))
      .when(rate(1, 160))
      .thenRejected('already_rated');
  });
  it('what was rated before there were templates stays so', () => {
    const before: SubmissionFact = { type: 'submission.rated', data: { score: 5, comment: 'Quick.' } };
    given(...taken, closed, before)
      .when(rate(1))
      .thenRejected('already_rated');
  });
  it('is taken back by hand', () => {
    given(...taken, closed)
      .when({ type: 'reopen', by: 'ana' })
      .then({ type: 'submission.reopened', data: { why: 'by_hand', by: 'ana' } });
    given(...taken)
      .when({ type: 'reopen', by: 'ana' })
      .thenNothing();
  });
});

describe('G5b a conversation with the visitor who is back', () => {
  const converse: SubmissionCommand = { type: 'converse', conversationId: 'c2', by: 'ana' };
  it('takes the submission over, once', () => {
    const became: SubmissionFact = {
      type: 'submission.became_conversation',
      data: {
        ...{ conversationId: 'c2', visitorId: 'v1', groupId: 'support', agentId: 'ana', text: 'Broken' },
        ...{ name: 'Mia', language: null, channel: 'web' },
      },
    };
    given(...left)
      .when(converse)
      .then(became);
    given(...left, became)
      .when(converse)
      .thenRejected('submission_closed');
  });
});
