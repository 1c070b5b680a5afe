// The public events of the settings. Their subject is the document: `<kind>` or `<kind>/<id>`.
import Type from 'typebox';
import { id, orNull, publicEvent } from './public-event.js';
import { SETTINGS_DOCUMENTS } from './settings-documents.js';

const version = Type.Integer({ minimum: 1, description: 'Counts the changes of the document; its ETag.' });
const reason = Type.Optional(Type.String({ description: 'In the words of who changed it.' }));
const documents = SETTINGS_DOCUMENTS;

export const documentSaved = publicEvent(
  'settings.document_saved',
  'A document of the settings was created or changed. It counts for later decisions, never for past ones.',
  {
    kind: Type.Enum([
      ...(['agents', 'groups', 'channels', 'canned-replies', 'block-list', 'submission-templates'] as const),
      ...(['queue', 'submission', 'hours', 'strategy', 'routing-rules', 'presence', 'tags', 'summary-fields'] as const),
      'conversation' as const,
      'messages' as const,
      ...(['rating', 'mode'] as const),
    ]),
    id: orNull(id('Which one; null for documents of which there is one.')),
    version,
    document: Type.Union([
      documents.agents,
      documents.groups,
      documents.channels,
      documents['canned-replies'],
      documents['block-list'],
      documents['submission-templates'],
      documents.queue,
      documents.submission,
      documents.hours,
      documents.strategy,
      documents.mode,
      documents['routing-rules'],
      documents.presence,
      documents.conversation,
      documents.tags,
      documents['summary-fields'],
      documents.messages,
      documents.rating,
    ]),
    reason,
    restores: Type.Optional(Type.Integer({ minimum: 1, description: 'The version whose document this is again.' })),
  },
  { kind: 'groups', id: 'support', version: 1, document: { name: 'Support', guide: 'Orders and parcels.' } },
);

export const documentRemoved = publicEvent(
  'settings.document_removed',
  'A document of which there are many was removed from the settings.',
  {
    kind: Type.Enum(['agents', 'groups', 'channels', 'canned-replies', 'block-list', 'submission-templates']),
    id: id('Which one.'),
    version,
    reason,
  },
  { kind: 'agents', id: 'ana', version: 3 },
);

export const SETTINGS_EVENTS = [documentSaved, documentRemoved] as const;
