// The public events of the work on a submission, and of its deliveries.
import Type from 'typebox';
import { id, orNull, publicEvent } from './public-event.js';
import { ratingSaid, ratingTerm } from './rating-said.js';

const AGENT = '01950000-0000-7000-8000-00000000a001';
const SUBMISSION = '01950000-0000-7000-8000-00000000b001';
/** Files that were left with it; their bytes are asked for one by one. */
export const attachments = Type.Optional(
  Type.Array(
    Type.Object(
      {
        fileId: id('The file.'),
        name: Type.String({ minLength: 1, maxLength: 200 }),
        mediaType: Type.String({ minLength: 1, description: 'As its content shows it.' }),
        bytes: Type.Integer({ minimum: 1 }),
      },
      { additionalProperties: false },
    ),
  ),
);

const text = Type.String({ minLength: 1, maxLength: 4000 });

export const submissionAssigned = publicEvent(
  'submission.assigned',
  'It is for this agent to answer: the next in turn, whom somebody has named, or who has taken it.',
  { agentId: id('The agent.'), how: Type.Enum(['in_turn', 'named', 'taken']), by: id('Who assigned it.') },
  { agentId: AGENT, how: 'in_turn', by: 'submission' },
);

export const submissionAccepted = publicEvent(
  'submission.accepted',
  'An agent works on it.',
  { by: id('The agent.') },
  { by: AGENT },
);

export const submissionReplied = publicEvent(
  'submission.replied',
  'An agent has answered the visitor, or the visitor has written again.',
  {
    messageId: id('The message.'),
    author: Type.Enum(['agent', 'visitor']),
    by: id('The agent or the visitor.'),
    text,
  },
  {
    messageId: '01950000-0000-7000-8000-00000000d001',
    author: 'agent',
    by: AGENT,
    text: 'It is at your neighbour.',
  },
);

export const submissionReopened = publicEvent(
  'submission.reopened',
  'A closed submission is open again.',
  { why: Type.Enum(['replied', 'by_hand']), by: id('Who opened it.') },
  { why: 'replied', by: '01950000-0000-7000-8000-00000000f001' },
);

export const submissionRated = publicEvent(
  'submission.rated',
  'The visitor has said how well it was dealt with.',
  { score: Type.Integer({ minimum: 1, maximum: 5 }), comment: Type.String({ maxLength: 2000 }) },
  { score: 5, comment: 'That was quick.' },
);

export const submissionRatingGiven = publicEvent(
  'submission.rating_given',
  'The visitor has said how well it was dealt with, as a template of the rating settings asked; the last one counts.',
  {
    ...ratingSaid,
    ...ratingTerm,
  },
  {
    templateId: 'stars',
    kind: 'stars5',
    score: 5,
    tags: ['quick'],
    text: 'Thank you!',
    solved: true,
    changeableUntil: 1_735_790_400_000,
  },
);

export const submissionBecameConversation = publicEvent(
  'submission.became_conversation',
  'The visitor is back, and an agent speaks with them: a conversation is begun from it.',
  {
    conversationId: id('The conversation, new with this event.'),
    visitorId: id('The visitor.'),
    groupId: id('The group.'),
    agentId: id('The agent who asked for it.'),
    text,
    name: orNull(Type.String()),
    language: orNull(Type.String()),
    channel: Type.Optional(id('Where the visitor was.')),
    attachments,
  },
  {
    conversationId: '01950000-0000-7000-8000-00000000c002',
    visitorId: '01950000-0000-7000-8000-00000000f001',
    groupId: 'support',
    agentId: AGENT,
    text: 'Where is my parcel?',
    name: 'Mia',
    language: 'en',
  },
);

export const deliveryPlanned = publicEvent(
  'submission.delivery_planned',
  'Somebody is to be told of a submission or of a reply to it; or nobody is, which is told too.',
  {
    deliveryId: id('The delivery, new with this event.'),
    submissionId: id('The submission.'),
    about: Type.Enum(['received', 'visitor_replied', 'agent_replied']),
    messageId: orNull(id('Which reply; null: the submission itself.')),
    channel: Type.Enum(['email', 'webhook', 'none']),
    to: orNull(id('The address.')),
  },
  {
    deliveryId: '01950000-0000-7000-8000-00000000e001',
    submissionId: SUBMISSION,
    about: 'received',
    messageId: null,
    channel: 'email',
    to: 'support@example.com',
  },
);

export const submissionDelivered = publicEvent(
  'submission.delivered',
  'The receiver has taken it.',
  { submissionId: id('The submission.'), attempt: Type.Integer({ minimum: 1 }) },
  { submissionId: SUBMISSION, attempt: 2 },
);

export const deliveryFailed = publicEvent(
  'submission.delivery_failed',
  'A try has failed. It is tried again, or given up until somebody asks for it.',
  {
    submissionId: id('The submission.'),
    attempt: Type.Integer({ minimum: 1, description: 'Counts from 1, anew after a retry.' }),
    reason: Type.String({ maxLength: 500 }),
    nextAt: orNull(Type.Integer({ description: 'Epoch milliseconds of the next try; null: given up.' })),
  },
  { submissionId: SUBMISSION, attempt: 1, reason: 'The receiver answered 503.', nextAt: 1735787050006 },
);

export const deliveryRetried = publicEvent(
  'submission.delivery_retried',
  'Somebody has asked to send again what had been given up.',
  { submissionId: id('The submission.'), by: id('Who asked.') },
  { submissionId: SUBMISSION, by: AGENT },
);

export const SUBMISSION_WORK_EVENTS = [
  submissionAssigned,
  submissionAccepted,
  submissionReplied,
  submissionReopened,
  submissionRated,
  submissionRatingGiven,
  submissionBecameConversation,
] as const;

export const DELIVERY_EVENTS = [deliveryPlanned, submissionDelivered, deliveryFailed, deliveryRetried] as const;
