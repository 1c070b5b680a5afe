// What becomes of a conversation between its request and its agent: asked, moved, handed over, still waiting.
import Type from 'typebox';
import { count, id, publicEvent } from './public-event.js';

const OFFER = '01950000-0000-7000-8000-00000000e001';
const ADA = '01950000-0000-7000-8000-00000000a001';
const BEN = '01950000-0000-7000-8000-00000000a002';
const NOON = Date.UTC(2025, 0, 2, 12);

const groupId = id('The group.');
const position = Type.Integer({ minimum: 1, description: '1 is next.' });
const instant = (description: string) => count(`${description} Milliseconds since 1970, UTC.`);

export const conversationOffered = publicEvent(
  'conversation.offered',
  'An agent is asked to take the conversation; their slot is held until they answer. The visitor still waits.',
  {
    offerId: id('The offer.'),
    agentId: id('The agent who is asked.'),
    agentName: Type.String(),
    groupId,
    expiresAt: instant('When it lapses unless the agent has answered.'),
  },
  { offerId: OFFER, agentId: ADA, agentName: 'Ada', groupId: 'support', expiresAt: NOON },
);

export const conversationOfferEnded = publicEvent(
  'conversation.offer_ended',
  'An offer has ended, exactly once. What follows is an event of its own: assigned, offered to the next, or requeued.',
  {
    offerId: id('The offer.'),
    agentId: id('The agent who was asked.'),
    agentName: Type.String(),
    outcome: Type.Enum(['accepted', 'rejected', 'timed_out', 'withdrawn', 'visitor_left']),
  },
  { offerId: OFFER, agentId: ADA, agentName: 'Ada', outcome: 'rejected' },
);

export const conversationRequeued = publicEvent(
  'conversation.requeued',
  'Back in a queue with the arrival it had.',
  {
    groupId,
    position,
    cause: id('Why: offer, agent_lost, no_first_response, moved, transfer, overflow, switched. More may come.'),
  },
  { groupId: 'support', position: 1, cause: 'offer' },
);

export const conversationPooled = publicEvent(
  'conversation.pooled',
  'Nobody has it, and its visitor need not stay: in the asynchronous mode the next who can takes it. There is no place.',
  {
    groupId,
    cause: id('Why: arrival, switched, offer, agent_lost, moved, transfer, overflow. More may come.'),
  },
  { groupId: 'support', cause: 'arrival' },
);

export const conversationTransferred = publicEvent(
  'conversation.transferred',
  'Another agent has the conversation; the slot moved with this very event.',
  {
    fromAgentId: id('The agent who had it.'),
    toAgentId: id('The agent who has it.'),
    toAgentName: Type.String(),
    groupId,
    by: id('Who did it.'),
  },
  { fromAgentId: ADA, toAgentId: BEN, toAgentName: 'Ben', groupId: 'support', by: ADA },
);

export const conversationOverflowed = publicEvent(
  'conversation.overflowed',
  'By the overflow chain another group serves it. Where it stands alone, the place is kept and both groups may serve it.',
  {
    fromGroupId: groupId,
    toGroupId: groupId,
    when: id(
      'The condition that held: no_agent_online, all_full, off_duty, waited, any; full or timeout where that was to overflow.',
    ),
  },
  { fromGroupId: 'support', toGroupId: 'sales', when: 'waited' },
);

export const conversationReprioritised = publicEvent(
  'conversation.reprioritised',
  'Staff gave the wait another priority.',
  { groupId, priority: Type.Integer(), position, by: id('Who did it.') },
  { groupId: 'support', priority: 5, position: 1, by: ADA },
);

export const conversationWaitWarned = publicEvent(
  'conversation.wait_warned',
  'The longest wait is nearly over. The visitor may ask to go on waiting, if the rules let them.',
  { timeoutAt: instant('When the wait is over.') },
  { timeoutAt: NOON },
);

export const conversationWaitExtended = publicEvent(
  'conversation.wait_extended',
  'The visitor goes on waiting: the longest wait has begun anew.',
  { timeoutAt: instant('When the wait is over now.'), left: count('How often they may ask again.') },
  { timeoutAt: NOON, left: 1 },
);
