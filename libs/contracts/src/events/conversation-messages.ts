// The public events of what is said in a conversation.
import Type from 'typebox';
import { count, id, publicEvent } from './public-event.js';

const visitor = Type.Object(
  { kind: Type.Literal('visitor'), id: id('The visitor.') },
  { additionalProperties: false, title: 'Visitor' },
);
const agent = Type.Object(
  { kind: Type.Literal('agent'), id: id('The agent.'), name: Type.String() },
  { additionalProperties: false, title: 'Agent' },
);
const system = Type.Object(
  { kind: Type.Literal('system'), id: Type.Literal('frontdesk') },
  { additionalProperties: false, title: 'System' },
);
const author = Type.Union([visitor, agent, system]);
const text = Type.String({ minLength: 1, maxLength: 4000 });
const sequence = Type.Integer({ minimum: 1, description: "The message's number in its conversation." });
const note = Type.Optional(Type.Literal('note', { description: 'It is a note: for the house only.' }));

const file = Type.Object(
  {
    fileId: id('The file: GET /v1/conversations/{id}/files/{fileId} answers a link to it.'),
    name: Type.String(),
    mediaType: Type.String({ description: 'Decided by the content, never by the name.' }),
    bytes: count('How big it is.'),
  },
  { additionalProperties: false, title: 'File' },
);

const quote = Type.Object(
  { sequence, author, excerpt: Type.String({ description: 'How it began when it was quoted.' }) },
  { additionalProperties: false, title: 'Quote' },
);

const MESSAGE = '01950000-0000-7000-8000-00000000d001';

export const conversationMessageAdded = publicEvent(
  'conversation.message_added',
  'Somebody has said something.',
  {
    messageId: id('The message.'),
    clientMessageId: id("The sender's own id: the same message sent twice is one event."),
    author,
    text: Type.String({ minLength: 1, maxLength: 4000, description: 'Of a file that came without words: its name.' }),
    kind: Type.Optional(
      Type.Enum(['image', 'file', 'system', 'note'], {
        description: 'Absent: text. A note is for the house only and never reaches a visitor.',
      }),
    ),
    file: Type.Optional(file),
    quote: Type.Optional(quote),
    automatic: Type.Optional(
      Type.Enum(['welcome', 'connected', 'agent_slow', 'visitor_idle', 'visitor_timeout', 'end_words'], {
        description: 'Said by the house itself, and on which occasion.',
      }),
    ),
  },
  {
    messageId: MESSAGE,
    clientMessageId: 'b3f1c6a2',
    author: { kind: 'visitor', id: '01950000-0000-7000-8000-00000000f001' },
    text: 'Where is my parcel?',
  },
);

export const conversationMessageEdited = publicEvent(
  'conversation.message_edited',
  'The author of a message has changed its words.',
  { sequence, messageId: id('The message.'), text, kind: note },
  { sequence: 2, messageId: MESSAGE, text: 'Where is my second parcel?' },
);

export const conversationMessageRecalled = publicEvent(
  'conversation.message_recalled',
  'The author of a message has taken it back. Its words must not be shown any more; a file of it is deleted.',
  { sequence, messageId: id('The message.'), kind: note },
  { sequence: 2, messageId: MESSAGE },
);

export const conversationMessagesRead = publicEvent(
  'conversation.messages_read',
  'The agent who has the conversation has read it.',
  { agentId: id('The agent.'), upTo: count('Everything up to and including this sequence.') },
  { agentId: '01950000-0000-7000-8000-00000000a001', upTo: 3 },
);

export const conversationVisitorRead = publicEvent(
  'conversation.visitor_read',
  'The visitor has read what was written to them.',
  { upTo: count('Everything up to and including this sequence.') },
  { upTo: 5 },
);
