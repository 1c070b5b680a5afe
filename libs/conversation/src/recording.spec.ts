// Offers, moves and hand-overs as the conversation records them.
import { describe, expect, it } from '@jest/globals';
import { fold } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import {
  conversationDecider,
  type Actor,
  type ConversationCommand,
  type ConversationFact,
  type OfferOutcome,
  type Recorded,
} from './index.js';
import { request, requested } from './testing/words.js';

const given = specify(conversationDecider);

const offer = { offerId: 'o1', agentId: 'a1', agentName: 'Ada', groupId: 'support', expiresAt: 30_000 };
const offered: ConversationFact = { type: 'conversation.offered', data: offer };
const ended = (outcome: OfferOutcome): ConversationFact => ({
  type: 'conversation.offer_ended',
  data: { offerId: 'o1', agentId: 'a1', agentName: 'Ada', outcome },
});
const assignment = { agentId: 'a1', agentName: 'Ada', groupId: 'support', waitedMs: 0, cause: 'offer_accepted' };
const assigned: ConversationFact = { type: 'conversation.assigned', data: assignment };
const again = { groupId: 'support', position: 1, cause: 'offer' };
const requeued: ConversationFact = { type: 'conversation.requeued', data: again };
const handOver = { fromAgentId: 'a1', toAgentId: 'a2', toAgentName: 'Ben', groupId: 'sales', by: 'a1' };
const transferred: ConversationFact = { type: 'conversation.transferred', data: handOver };
const closed: ConversationFact = { type: 'conversation.closed', data: { reason: 'visitor', by: 'visitor', why: null } };
const hello = (id: string, name: string): ConversationFact => ({
  type: 'conversation.message_added',
  data: { messageId: `m${id}`, clientMessageId: `k${id}`, author: { kind: 'agent', id, name }, text: 'Hello' },
});

const ask: Recorded = { type: 'record_agent_asked', ...offer };
const end = (outcome: OfferOutcome, offerId = 'o1'): Recorded => ({
  type: 'record_offer_ended',
  ...{ offerId, agentId: 'a1', agentName: 'Ada', outcome },
});
const all = (...decided: readonly Recorded[]): ConversationCommand => ({ type: 'record_decision', decided });

describe('B4e an offer', () => {
  it('is recorded with whom it asks', () => given(requested).when(ask).then(offered));
  it('P64 ends once, with its own outcome', () => {
    const outcomes: OfferOutcome[] = ['accepted', 'rejected', 'timed_out', 'withdrawn', 'visitor_left'];
    for (const outcome of outcomes) {
      given(requested, offered).when(end(outcome)).then(ended(outcome));
      given(requested, offered, ended(outcome)).when(end('timed_out')).thenNothing();
    }
  });
  it('of another id does not end', () => given(requested, offered).when(end('rejected', 'o2')).thenNothing());
  it('P64 is seen to end after the visitor has gone', () =>
    given(requested, offered, closed).when(end('visitor_left')).then(ended('visitor_left')));
  it('accepted is an assignment, in one answer', () =>
    given(requested, offered)
      .when(all(end('accepted'), { type: 'record_assigned', ...assignment }))
      .then(ended('accepted'), assigned));
  it('refused goes on to the next, in one answer', () => {
    const next = { ...offer, offerId: 'o2', agentId: 'a2', agentName: 'Ben' };
    given(requested, offered)
      .when(all(end('rejected'), { type: 'record_agent_asked', ...next }))
      .then(ended('rejected'), { type: 'conversation.offered', data: next });
  });
});

describe('D7b moved and handed over', () => {
  it('goes back to the queue from an agent, who has it no more', () => {
    given(requested, assigned)
      .when({ type: 'record_requeued', ...again })
      .then(requeued);
    const ada: Actor = { kind: 'agent', id: 'a1', name: 'Ada', supervisor: false };
    given(requested, assigned, requeued).when({ type: 'close', actor: ada }).thenRejected('not_the_owner');
  });
  it('I1a is pooled at its arrival, by a switch or from an agent, who has it no more; its visitor writes on', () => {
    const pooled: ConversationFact = { type: 'conversation.pooled', data: { groupId: 'support', cause: 'switched' } };
    const told: Recorded = { type: 'record_pooled', groupId: 'support', cause: 'switched' };
    given(requested).when(told).then(pooled);
    given(requested, assigned).when(told).then(pooled);
    given(requested, assigned, closed).when(told).thenNothing();
    const ada: Actor = { kind: 'agent', id: 'a1', name: 'Ada', supervisor: false };
    given(requested, assigned, pooled).when({ type: 'close', actor: ada }).thenRejected('not_the_owner');
    const state = fold(conversationDecider, [requested, assigned, pooled]);
    expect(state).toMatchObject({ status: 'pooled', agentId: null });
  });
  it('may come back to the same agent', () =>
    given(requested, assigned, requeued)
      .when({ type: 'record_assigned', ...assignment })
      .then(assigned));
  it('F3 belongs to whom it was transferred to', () => {
    given(requested, assigned)
      .when({ type: 'record_transferred', ...handOver })
      .then(transferred);
    const ben: Actor = { kind: 'agent', id: 'a2', name: 'Ben', supervisor: false };
    const message = { messageId: 'ma2', clientMessageId: 'ka2', text: 'Hello' };
    given(requested, assigned, transferred).when({ type: 'add_message', actor: ben, message }).then(hello('a2', 'Ben'));
  });
  it('C4b may end in the offer of a submission although an agent had it', () =>
    given(requested, assigned)
      .when({ type: 'record_offered', reason: 'agent_lost' })
      .then({ type: 'conversation.submission_offered', data: { reason: 'agent_lost' } }));
  it('is no more after the end', () =>
    given(requested, assigned, closed)
      .when({ type: 'record_transferred', ...handOver })
      .thenNothing());
});

describe('E2c the wait', () => {
  it('is told as it is warned of and prolonged', () => {
    const news = { type: 'conversation.wait_warned', data: { timeoutAt: 60_000 } } as const;
    given(requested).when({ type: 'record_news', news }).then(news);
  });
});

describe('D9 a delayed conversation', () => {
  const delayed: ConversationFact = {
    type: 'conversation.requested',
    data: { ...request, delayed: true },
  };
  const mia: Actor = { kind: 'visitor', id: 'v1' };
  const say = (id: string): ConversationCommand => ({
    type: 'add_message',
    actor: mia,
    message: { messageId: `m${id}`, clientMessageId: `k${id}`, text: 'Hello' },
  });
  const said = (id: string): ConversationFact => ({
    type: 'conversation.message_added',
    data: { messageId: `m${id}`, clientMessageId: `k${id}`, author: mia, text: 'Hello' },
  });
  const asked: ConversationFact = { type: 'conversation.agent_requested', data: { groupId: 'support' } };
  it('asks routing with the first message', () => given(delayed).when(say('1')).then(said('1'), asked));
  it('asks once', () => given(delayed, said('1'), asked).when(say('2')).then(said('2')));
  it('is no other conversation', () => given(requested).when(say('1')).then(said('1')));
});

describe('D7a the first response', () => {
  const facts = [requested, assigned, hello('a1', 'Ada'), hello('a1', 'Ada')];
  const after = (...more: readonly ConversationFact[]) => fold(conversationDecider, more).respondedAt;
  it('is the first message of the agent who has it', () => {
    expect(after(requested, assigned)).toBeNull();
    expect(after(...facts)).toBe(3);
    expect(after(requested, assigned, hello('eve', 'Eve'))).toBeNull();
  });
  it('is owed anew by the next agent', () => expect(after(...facts, transferred)).toBeNull());
});
