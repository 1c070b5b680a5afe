// What may be done with messages, as the document is sent and as it stands in events (F1, F7).
import Type from 'typebox';
import { count } from './public-event.js';
import { closed } from './settings-members.js';

export const messagesDocument = closed('Messages', {
  editSeconds: count('How long after sending its author may change a message; 0: never.'),
  recallSeconds: count('How long after sending its author may take it back; 0: never.'),
  receipts: closed('Receipts', {
    toVisitor: Type.Boolean({ description: 'The visitor sees that the agent has read.' }),
    toAgent: Type.Boolean({ description: 'The agent sees that the visitor has read.' }),
  }),
  typingPreview: Type.Boolean({ description: 'The agent sees what the visitor is writing; never stored.' }),
  files: closed('Files', {
    enabled: Type.Boolean(),
    maxBytes: count('Of one file.'),
    types: Type.Array(Type.String({ maxLength: 127, description: 'A media type, as the content shows it.' })),
  }),
});
