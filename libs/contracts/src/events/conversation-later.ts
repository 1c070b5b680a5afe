// What happens to a conversation besides its messages: locks, hand-overs that are asked for, visitors gone, reopening.
import Type from 'typebox';
import { ruleTries } from './conversation-tried.js';
import { count, id, orNull, publicEvent } from './public-event.js';

const ADA = '01950000-0000-7000-8000-00000000a001';
const BEN = '01950000-0000-7000-8000-00000000a002';
const REQUEST = '01950000-0000-7000-8000-00000000b001';
const NOON = Date.UTC(2025, 0, 2, 12);

const requestId = id('The request to hand it over.');
const byStaff = { by: id('Who did it.'), byName: Type.String() };

export const conversationLocked = publicEvent(
  'conversation.locked',
  'The times that are counted for agent and visitor stand still.',
  byStaff,
  { by: ADA, byName: 'Ada' },
);

export const conversationUnlocked = publicEvent(
  'conversation.unlocked',
  'They go on, each with what it had left.',
  byStaff,
  { by: ADA, byName: 'Ada' },
);

export const conversationVisitorLost = publicEvent(
  'conversation.visitor_lost',
  'The visitor has no page open any more. Told only where the conversation ends because of it, later.',
  { lastBeatAt: count('When the last page was heard of. Milliseconds since 1970, UTC.') },
  { lastBeatAt: NOON },
);

export const conversationVisitorReturned = publicEvent(
  'conversation.visitor_returned',
  'They are back in time.',
  {},
  {},
);

export const conversationTransferRequested = publicEvent(
  'conversation.transfer_requested',
  'Somebody asks to hand the conversation over. Without approval needed, routing is asked at once.',
  {
    requestId,
    fromAgentId: id('The agent who has it.'),
    toAgentId: Type.Optional(id('To this agent, or else to a group.')),
    toGroupId: Type.Optional(id('To this group, or else to an agent.')),
    toName: Type.String(),
    ...byStaff,
    note: Type.String({ maxLength: 1000, description: 'For whoever has it next; never shown to the visitor.' }),
    approval: Type.Enum(['none', 'agent', 'supervisor'], { description: 'Whose yes it needs.' }),
    expiresAt: orNull(count('When it lapses unless somebody has answered. Milliseconds since 1970, UTC.')),
    order: Type.Enum(['keep', 'end', 'front'], { description: 'Its place in the queue of a group.' }),
    bySupervisor: Type.Boolean(),
  },
  {
    requestId: REQUEST,
    ...{ fromAgentId: ADA, toAgentId: BEN, toName: 'Ben', by: ADA, byName: 'Ada', note: 'Knows the invoices.' },
    ...{ approval: 'agent', expiresAt: NOON, order: 'keep', bySupervisor: false },
  },
);

export const conversationTransferRequestEnded = publicEvent(
  'conversation.transfer_request_ended',
  'The asking has ended, exactly once. Approved, routing hands it over; that is an event of its own.',
  {
    requestId,
    outcome: Type.Enum(['approved', 'refused', 'timed_out', 'cancelled', 'moot']),
    by: orNull(id('Who answered; null: nobody did.')),
    byName: orNull(Type.String()),
  },
  { requestId: REQUEST, outcome: 'approved', by: BEN, byName: 'Ben' },
);

export const conversationTransferFailed = publicEvent(
  'conversation.transfer_failed',
  'Routing could not hand it over; who had it has it still.',
  { requestId, reason: id('Why: at_limit, not_online, unknown_agent, unknown_group … More may come.') },
  { requestId: REQUEST, reason: 'at_limit' },
);

export const conversationReopened = publicEvent(
  'conversation.reopened',
  'Opened again after its end. It goes through routing as a new one would; what that decides follows.',
  {
    by: Type.Enum(['visitor', 'agent']),
    groupId: id('The group that is asked for.'),
    priority: Type.Integer({ description: 'Higher is served first; 0 is ordinary.' }),
    ruleId: orNull(Type.String({ description: 'The routing rule that matched.' })),
    settingsVersion: count('The version of the settings that were in force.'),
    agentId: Type.Optional(id('The agent whom a rule asked for.')),
    requiredSkills: Type.Optional(
      Type.Record(Type.String(), Type.Integer({ minimum: 1, maximum: 5 }), { description: 'Skill: least level.' }),
    ),
    mode: Type.Optional(Type.Enum(['real_time', 'asynchronous'], { description: 'As a rule says.' })),
    result: Type.Optional(Type.Literal('submission', { description: 'A rule sent the visitor to leave a message.' })),
    blocked: Type.Optional(Type.Literal(true, { description: 'On the block list.' })),
    tried: Type.Optional(ruleTries),
  },
  { by: 'visitor', groupId: 'support', priority: 0, ruleId: null, settingsVersion: 3 },
);

export const CONVERSATION_LATER_EVENTS = [
  conversationLocked,
  conversationUnlocked,
  conversationVisitorLost,
  conversationVisitorReturned,
  conversationTransferRequested,
  conversationTransferRequestEnded,
  conversationTransferFailed,
  conversationReopened,
] as const;
