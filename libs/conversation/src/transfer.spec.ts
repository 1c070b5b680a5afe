// Handing over with and without somebody's yes: of everything that races for it, one comes true.
import { describe, expect, it } from '@jest/globals';
import { fold } from '@frontdesk/kernel';
import { specify } from '@frontdesk/kernel/testing';
import {
  conversationDecider,
  nextDue,
  type Actor,
  type Approval,
  type ConversationCommand,
  type ConversationFact,
  type TransferAnswer,
  type TransferOutcome,
} from './index.js';
import {
  ada,
  assigned,
  ben,
  closed,
  eve,
  handOver,
  inForce,
  mia,
  on,
  requested,
  requeued,
  transferred,
} from './testing/words.js';

const given = specify(conversationDecider);
const policy = (approval: Approval) => inForce({ transfer: { approval, timeoutSeconds: 60, order: 'front' } });

const asks = (
  actor: Actor,
  approval: Approval,
  to: { agentId: string } | { groupId: string } = { agentId: 'a2' },
): ConversationCommand => ({
  type: 'ask_transfer',
  ...{ actor, requestId: 't1', to, toName: 'Ben', note: ' Knows it. ', at: 1000, inForce: policy(approval) },
});
const asked = (approval: Approval, change: object = {}): ConversationFact => ({
  type: 'conversation.transfer_requested',
  data: {
    ...{ requestId: 't1', fromAgentId: 'a1', toAgentId: 'a2', toName: 'Ben', by: 'a1', byName: 'Ada' },
    ...{
      note: 'Knows it.',
      approval,
      expiresAt: approval === 'none' ? null : 61_000,
      order: 'front',
      bySupervisor: false,
    },
    ...change,
  },
});
const answers = (actor: Actor, answer: TransferAnswer, requestId = 't1'): ConversationCommand => ({
  type: 'answer_transfer',
  ...{ actor, requestId, answer },
});
const ended = (outcome: TransferOutcome, by: Actor | null): ConversationFact => ({
  type: 'conversation.transfer_request_ended',
  data: { requestId: 't1', outcome, by: by?.id ?? null, byName: by?.kind === 'agent' ? by.name : null },
});
const expires: ConversationCommand = { type: 'fire_timer', timer: 'transfer', epoch: 3, nth: 1, at: 61_000 };

const begun = [requested, assigned];

describe('F3a a transfer', () => {
  it('is asked for by who has it, with a note to the next, and how it queues', () =>
    given(...begun)
      .when(asks(ada, 'none'))
      .then(asked('none')));
  it('goes to an agent or to a group', () => {
    const { toAgentId: _, ...group } = (
      asked('none') as Extract<ConversationFact, { type: 'conversation.transfer_requested' }>
    ).data;
    given(...begun)
      .when(asks(ada, 'none', { groupId: 'sales' }))
      .then({ type: 'conversation.transfer_requested', data: { ...group, toGroupId: 'sales' } });
  });
  it('is refused of what nobody has, to who has it, by a stranger, and twice at once', () => {
    given(requested).when(asks(eve, 'none')).thenRejected('not_assigned');
    given(...begun)
      .when(asks(ada, 'none', { agentId: 'a1' }))
      .thenRejected('no_change');
    given(...begun)
      .when(asks(ben, 'none'))
      .thenRejected('not_the_owner');
    given(...begun)
      .when(asks(mia, 'none'))
      .thenRejected('not_the_owner');
    given(...begun, asked('agent', { requestId: 't0' }))
      .when(asks(ada, 'agent'))
      .thenRejected('transfer_pending');
    given(...begun)
      .when({ ...asks(ada, 'none'), note: 'x'.repeat(1001) } as never)
      .thenRejected('invalid_conversation', '/note');
  });
  it('asked for again under the same id is the same', () =>
    given(...begun, asked('agent'))
      .when(asks(ada, 'agent'))
      .thenNothing());
  it('that routing cannot do is told, and another may be asked for', () => {
    const failed = { type: 'conversation.transfer_failed', data: { requestId: 't1', reason: 'at_limit' } } as const;
    const record: ConversationCommand = { type: 'record_transfer_failed', requestId: 't1', reason: 'at_limit' };
    given(...begun, asked('none'))
      .when(record)
      .then(failed);
    given(...begun)
      .when(record)
      .thenNothing();
    expect(fold(conversationDecider, [...begun, asked('none'), failed]).transfer).toBeNull();
  });
});

describe('F3b with approval', () => {
  const waiting = [...begun, asked('agent')];
  it('needs nobody’s yes for a supervisor, and of a group none of an agent', () => {
    given(...begun)
      .when(asks(eve, 'supervisor'))
      .then(asked('none', { by: 'a3', byName: 'Eve', bySupervisor: true }));
    given(...begun)
      .when(asks(ada, 'agent'))
      .then(asked('agent'));
    given(...begun)
      .when(asks(ada, 'supervisor'))
      .then(asked('supervisor'));
  });
  it('is answered by whom it asks, or by a supervisor', () => {
    given(...waiting)
      .when(answers(ben, 'approve'))
      .then(ended('approved', ben));
    given(...waiting)
      .when(answers(ben, 'refuse'))
      .then(ended('refused', ben));
    given(...waiting)
      .when(answers(eve, 'approve'))
      .then(ended('approved', eve));
    given(...waiting)
      .when(answers(ada, 'approve'))
      .thenRejected('not_asked');
    given(...begun, asked('supervisor'))
      .when(answers(ben, 'approve'))
      .thenRejected('not_asked');
  });
  it('is taken back by who asked', () => {
    given(...waiting)
      .when(answers(ada, 'cancel'))
      .then(ended('cancelled', ada));
    given(...waiting)
      .when(answers(ben, 'cancel'))
      .thenRejected('not_asked');
  });
  it('lapses at its time, lock or no lock', () => {
    const locked = { type: 'conversation.locked', data: { by: 'a1', byName: 'Ada' } } as const;
    const state = fold(conversationDecider, [...waiting.map((fact) => on(1000, fact)), on(1000, locked)]);
    expect(nextDue(state, undefined)).toEqual({ timer: 'transfer', epoch: 3, nth: 1, dueAt: 61_000 });
    given(...waiting)
      .when(expires)
      .then(ended('timed_out', null));
    given(...waiting)
      .when({ ...expires, at: 60_999 })
      .thenNothing();
  });
  it('one of approving, refusing, lapsing and taking back comes true, whoever is first; the others are told why', () => {
    const all = [
      [answers(ben, 'approve'), ended('approved', ben)],
      [answers(ben, 'refuse'), ended('refused', ben)],
      [answers(ada, 'cancel'), ended('cancelled', ada)],
      [expires, ended('timed_out', null)],
    ] as const;
    for (const [first, outcome] of all) {
      given(...waiting)
        .when(first)
        .then(outcome);
      for (const [later] of all) {
        const then = given(...waiting, outcome).when(later);
        if (later === first || later === expires) then.thenNothing();
        else then.thenRejected('transfer_over');
      }
    }
  });
  it('of an unknown id is over', () =>
    given(...begun)
      .when(answers(ben, 'approve', 't9'))
      .thenRejected('transfer_over'));
  it('comes to nothing when the conversation closes or goes another way', () => {
    given(...waiting)
      .when({ type: 'close', actor: ada })
      .then(ended('moot', null), closed('agent', 'agent'));
    given(...waiting)
      .when({ type: 'record_requeued', groupId: 'support', position: 1, cause: 'agent_lost' })
      .then(ended('moot', null), requeued);
    given(...waiting, ended('moot', null), requeued)
      .when(answers(ben, 'approve'))
      .thenRejected('transfer_over');
  });
  it('approved, it is over with the transfer itself', () => {
    const history = [...waiting, ended('approved', ben)];
    given(...history)
      .when({ type: 'record_transferred', ...handOver })
      .then(transferred);
    expect(fold(conversationDecider, [...history, transferred]).transfer).toBeNull();
  });
});
