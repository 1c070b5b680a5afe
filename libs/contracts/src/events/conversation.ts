// The public events of a conversation. Its subject is the conversation; `sequence` counts them without a gap.
import Type from 'typebox';
import {
  conversationOffered,
  conversationOfferEnded,
  conversationOverflowed,
  conversationPooled,
  conversationReprioritised,
  conversationRequeued,
  conversationTransferred,
  conversationWaitExtended,
  conversationWaitWarned,
} from './conversation-routing.js';
import {
  conversationMessageAdded,
  conversationMessageEdited,
  conversationMessageRecalled,
  conversationMessagesRead,
  conversationVisitorRead,
} from './conversation-messages.js';
import { CONVERSATION_LATER_EVENTS } from './conversation-later.js';
import { ruleTries } from './conversation-tried.js';
import { conversationRated, conversationRatingInvited, conversationSummarised } from './conversation-rating.js';
import { count, id, orNull, publicEvent } from './public-event.js';

const offerReason = Type.Enum([
  ...(['full', 'out_of_hours', 'nobody_online', 'timed_out'] as const),
  ...(['by_rule', 'agent_lost', 'blocked'] as const),
]);

export const conversationRequested = publicEvent(
  'conversation.requested',
  'A visitor starts a conversation. What routing decides about it follows as an event of its own.',
  {
    conversationId: id('The conversation, new with this event.'),
    visitorId: id('The visitor, the same in all of their conversations.'),
    visitorName: Type.String({ maxLength: 200, description: 'As the visitor gave it; may be empty.' }),
    channel: id('Where they write from.'),
    groupId: id('The group that is asked for.'),
    priority: Type.Integer({ description: 'Higher is served first; 0 is ordinary.' }),
    ruleId: orNull(Type.String({ description: 'The routing rule that matched.' })),
    settingsVersion: count('The version of the settings that were in force.'),
    language: orNull(Type.String({ description: 'BCP 47.' })),
    page: orNull(Type.String({ maxLength: 2000, description: 'The page the visitor writes from.' })),
    verified: Type.Optional(Type.Literal(true, { description: 'The host site has signed for the visitor.' })),
    agentId: Type.Optional(id('The agent whom a rule, or the visitor, asked for.')),
    requiredSkills: Type.Optional(
      Type.Record(Type.String(), Type.Integer({ minimum: 1, maximum: 5 }), { description: 'Skill: least level.' }),
    ),
    mode: Type.Optional(
      Type.Enum(['real_time', 'asynchronous'], { description: 'As a rule says, whatever channel and group say.' }),
    ),
    result: Type.Optional(Type.Literal('submission', { description: 'A rule sent the visitor to leave a message.' })),
    blocked: Type.Optional(Type.Literal(true, { description: 'On the block list.' })),
    delayed: Type.Optional(Type.Literal(true, { description: 'Routing is asked with the first message only.' })),
    tried: Type.Optional(ruleTries),
    windowId: Type.Optional(id('The browser window in which it was begun.')),
  },
  {
    conversationId: '01950000-0000-7000-8000-00000000c001',
    visitorId: '01950000-0000-7000-8000-00000000f001',
    visitorName: 'Mia',
    channel: 'web',
    groupId: 'support',
    priority: 0,
    ruleId: null,
    settingsVersion: 3,
    language: 'en',
    page: 'https://shop.example/checkout',
  },
);

export const conversationAgentRequested = publicEvent(
  'conversation.agent_requested',
  'The visitor has written for the first time, and routing is asked for an agent: only where that waits for a message.',
  { groupId: id('The group that is asked for.') },
  { groupId: 'support' },
);

export const conversationQueued = publicEvent(
  'conversation.queued',
  'Nobody is free: the visitor waits. Later positions are read, they are not events.',
  { groupId: id('The group in whose queue they wait.'), position: Type.Integer({ minimum: 1 }) },
  { groupId: 'support', position: 4 },
);

export const conversationAssigned = publicEvent(
  'conversation.assigned',
  'An agent has the conversation.',
  {
    agentId: id('The agent.'),
    agentName: Type.String(),
    groupId: id('The group the agent serves in.'),
    waitedMs: count('From the request to this assignment.'),
    cause: id(
      'How it came about: arrival, direct_return, familiar, designated, freed, overflow, pull, offer_accepted, assigned_by_staff. More may come.',
    ),
  },
  {
    agentId: '01950000-0000-7000-8000-00000000a001',
    agentName: 'Ada',
    groupId: 'support',
    waitedMs: 42_000,
    cause: 'freed',
  },
);

export const conversationSubmissionOffered = publicEvent(
  'conversation.submission_offered',
  'Nobody can take the visitor: a message may be left instead.',
  { reason: offerReason },
  { reason: 'nobody_online' },
);

export const conversationClosed = publicEvent(
  'conversation.closed',
  'The conversation has ended. Nothing follows but a carried-over message, a note, how its last offer ended, a rating, a summary, or its reopening.',
  {
    reason: Type.Enum([
      ...(['agent', 'visitor', 'visitor_timeout', 'agent_offline', 'queue_timeout', 'unassigned_timeout'] as const),
      ...(['new_window', 'blocked', 'refused', 'closing_time', 'converted', 'supervisor'] as const),
    ]),
    by: Type.Enum(['visitor', 'agent', 'supervisor', 'system']),
    why: orNull(offerReason),
  },
  { reason: 'agent', by: 'agent', why: null },
);

export const CONVERSATION_EVENTS = [
  conversationRequested,
  conversationAgentRequested,
  conversationQueued,
  conversationOffered,
  conversationOfferEnded,
  conversationAssigned,
  conversationRequeued,
  conversationPooled,
  conversationTransferred,
  conversationOverflowed,
  conversationReprioritised,
  conversationWaitWarned,
  conversationWaitExtended,
  conversationSubmissionOffered,
  conversationMessageAdded,
  conversationMessageEdited,
  conversationMessageRecalled,
  conversationMessagesRead,
  conversationVisitorRead,
  conversationClosed,
  conversationRatingInvited,
  conversationRated,
  ...CONVERSATION_LATER_EVENTS,
  conversationSummarised,
] as const;
