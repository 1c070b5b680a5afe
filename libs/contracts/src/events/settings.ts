// The public events of the settings. Their subject is the document: `<kind>` or `<kind>/<id>`.
import Type from 'typebox';
import { id, orNull, publicEvent } from './public-event.js';
import {
  agentDocument,
  groupDocument,
  hoursDocument,
  queueDocument,
  strategyDocument,
  submissionDocument,
} from './settings-documents.js';

const version = Type.Integer({ minimum: 1, description: 'Counts the changes of the document; its ETag.' });

export const documentSaved = publicEvent(
  'settings.document_saved',
  'A document of the settings was created or changed. It counts for later decisions, never for past ones.',
  {
    kind: Type.Enum(['agents', 'groups', 'queue', 'submission', 'hours', 'strategy']),
    id: orNull(id('Which one; null for documents of which there is one.')),
    version,
    document: Type.Union([
      agentDocument,
      groupDocument,
      queueDocument,
      submissionDocument,
      hoursDocument,
      strategyDocument,
    ]),
  },
  { kind: 'groups', id: 'support', version: 1, document: { name: 'Support', guide: 'Orders and parcels.' } },
);

export const documentRemoved = publicEvent(
  'settings.document_removed',
  'An agent or a group was removed from the settings.',
  { kind: Type.Enum(['agents', 'groups']), id: id('Which one.'), version },
  { kind: 'agents', id: 'ana', version: 3 },
);

export const SETTINGS_EVENTS = [documentSaved, documentRemoved] as const;
