// The public events of a submission: the message that is left when no agent takes the conversation.
import Type from 'typebox';
import { id, orNull, publicEvent } from './public-event.js';
import { attachments, SUBMISSION_WORK_EVENTS, type submissionBecameConversation } from './submission-work.js';

/** What came with templates; absent: a ticket that asks for name, e-mail and text. */
const TICKET = {
  mode: Type.Optional(Type.Enum(['offline_message', 'ticket'])),
  template: Type.Optional(
    Type.Object({ id: id('What asked for it.'), version: Type.Integer() }, { additionalProperties: false }),
  ),
  language: Type.Optional(Type.String()),
  title: Type.Optional(Type.String({ maxLength: 200 })),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
  type: Type.Optional(
    Type.Object(
      { id: id('The chosen type.'), path: Type.Array(Type.String(), { description: 'Labels that lead to it.' }) },
      { additionalProperties: false },
    ),
  ),
  answers: Type.Optional(
    Type.Array(
      Type.Object(
        {
          id: id('Of the field.'),
          label: Type.String(),
          value: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())]),
          said: Type.Optional(Type.String({ description: 'The value in words.' })),
        },
        { additionalProperties: false },
      ),
    ),
  ),
  attachments,
  consent: Type.Optional(Type.String({ description: 'The words that the visitor has agreed to.' })),
  targets: Type.Optional(
    Type.Array(
      Type.Object({ channel: Type.Enum(['email', 'webhook']), to: Type.String() }, { additionalProperties: false }),
      { description: 'Where it is told of, as the settings said.' },
    ),
  ),
  channel: Type.Optional(id('Where the visitor was.')),
  automatic: Type.Optional(Type.Literal(true)),
};

export const submissionReceived = publicEvent(
  'submission.received',
  'A visitor has left a message. It counts once it is confirmed.',
  {
    submissionId: id('The submission, new with this event.'),
    receiptId: id('What the visitor keeps.'),
    conversationId: orNull(id('The conversation whose place it takes.')),
    visitorId: id('The visitor.'),
    groupId: id('The group that is to answer.'),
    name: orNull(Type.String({ minLength: 1, maxLength: 200 })),
    email: Type.String({ maxLength: 254, description: 'Where the answer should go; empty: it waits in the widget.' }),
    text: Type.String({ maxLength: 4000 }),
    reason: orNull(Type.String({ description: "Why it was offered; null: the visitor's own choice." })),
    ...TICKET,
  },
  {
    submissionId: '01950000-0000-7000-8000-00000000b001',
    receiptId: 'FD-7Q2M-4XKA',
    conversationId: '01950000-0000-7000-8000-00000000c001',
    visitorId: '01950000-0000-7000-8000-00000000f001',
    groupId: 'support',
    name: 'Mia',
    email: 'mia@example.com',
    text: 'Where is my parcel?',
    reason: 'nobody_online',
  },
);

export const submissionConfirmed = publicEvent(
  'submission.confirmed',
  'The submission counts: routing has given up the place, or none hung on it.',
  {},
  {},
);

export const submissionWithdrawn = publicEvent(
  'submission.withdrawn',
  'An agent came first: what was typed goes to them as a message of the conversation.',
  {
    conversationId: id('The conversation that takes the text.'),
    reason: Type.Literal('assigned'),
    text: Type.String({ minLength: 1, maxLength: 4000 }),
    attachments,
  },
  {
    conversationId: '01950000-0000-7000-8000-00000000c001',
    reason: 'assigned',
    text: 'Where is my parcel?',
  },
);

/** Data of `submission.became_conversation`, for the conversation that begins with it. */
export type SubmissionBecameConversationData = Type.Static<typeof submissionBecameConversation.schema>;

/** Data of `submission.withdrawn`, for the conversation that takes the text. */
export type SubmissionWithdrawnData = Type.Static<typeof submissionWithdrawn.schema>;

export const submissionClosed = publicEvent(
  'submission.closed',
  'Somebody has dealt with it.',
  { by: id('The agent who closed it.') },
  { by: '01950000-0000-7000-8000-00000000a001' },
);

export const SUBMISSION_EVENTS = [
  submissionReceived,
  submissionConfirmed,
  submissionWithdrawn,
  ...SUBMISSION_WORK_EVENTS,
  submissionClosed,
] as const;
