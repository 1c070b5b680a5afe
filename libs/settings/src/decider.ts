// One settings document: validated as a whole, changed only by those who have seen its latest version.
import { canonical, rejected, type Decider, type FieldError, type Rejected } from '@frontdesk/kernel';
import { text } from './check.js';
import {
  completeDocument,
  documentFaults,
  idFaults,
  isNamed,
  type DocumentKind,
  type Documents,
  type GivenDocuments,
} from './document.js';
import type { DocumentSaved, SettingsEvent } from './event.js';

export type SettingsCommand =
  | {
      readonly type: 'save';
      readonly kind: DocumentKind;
      readonly id: string | null;
      /** The version the writer has seen; null: there must be none yet. */
      readonly expectedVersion: number | null;
      /** Not trusted: it is checked here as a whole. */
      readonly document: unknown;
      /** The version whose document is saved again, if it is a restore. */
      readonly restores?: number;
      readonly reason?: string;
    }
  | {
      readonly type: 'remove';
      readonly kind: DocumentKind;
      readonly id: string | null;
      readonly expectedVersion: number;
      readonly reason?: string;
    };

export interface SettingsState {
  /** 0: never saved. A removal counts too, so that a version never comes twice and an ETag never lies. */
  readonly version: number;
  readonly document: Documents[DocumentKind] | null;
}

export type SettingsRefusal = Rejected<'stale' | 'invalid_document' | 'unknown_document' | 'not_removable'>;

export const settingsDecider: Decider<SettingsState, SettingsCommand, SettingsEvent, SettingsRefusal> = {
  initial: () => ({ version: 0, document: null }),

  decide(state, command) {
    switch (command.type) {
      case 'save':
        return save(state, command);
      case 'remove':
        return remove(state, command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'settings.document_saved':
        return { version: event.data.version, document: completeSaved(event.data) };
      case 'settings.document_removed':
        return { version: event.data.version, document: null };
    }
  },
};

type Answer = readonly SettingsEvent[] | SettingsRefusal;

function save(state: SettingsState, command: Extract<SettingsCommand, { type: 'save' }>): Answer {
  const { kind, id, expectedVersion, document, restores, reason } = command;
  const current = state.document === null ? null : state.version;
  if (expectedVersion !== current) return stale(expectedVersion, current);
  const errors = [...idFaults(kind, id), ...documentFaults(kind, document), ...reasonFaults(reason)];
  if (errors.length > 0) return rejected('invalid_document', 'The document has faults; nothing was changed.', errors);
  // The checks above have just proven what these casts say.
  const complete = completeDocument(kind, document as GivenDocuments[DocumentKind] as never);
  if (state.document !== null && canonical(complete) === canonical(state.document)) return [];
  const data = {
    ...{ kind, id, version: state.version + 1, document: complete },
    ...(restores === undefined ? {} : { restores }),
    ...(reason === undefined ? {} : { reason }),
  } as DocumentSaved;
  return [{ type: 'settings.document_saved', data }];
}

/** A saved document in full, whatever its fact had. */
export const completeSaved = ({ kind, document }: DocumentSaved): Documents[DocumentKind] =>
  completeDocument(kind, document as never);

const reasonFaults = (reason: string | undefined): readonly FieldError[] =>
  reason === undefined ? [] : text(1, 500)(reason, '/reason');

function remove(state: SettingsState, command: Extract<SettingsCommand, { type: 'remove' }>): Answer {
  const { kind, id, expectedVersion, reason } = command;
  if (!isNamed(kind) || id === null) return rejected('not_removable', `The ${kind} settings can't be removed.`);
  if (state.document === null) return rejected('unknown_document', 'There is no such document.');
  if (expectedVersion !== state.version) return stale(expectedVersion, state.version);
  const errors = reasonFaults(reason);
  if (errors.length > 0) return rejected('invalid_document', 'The reason has faults; nothing was changed.', errors);
  const data = { kind, id, version: state.version + 1, ...(reason === undefined ? {} : { reason }) };
  return [{ type: 'settings.document_removed', data }];
}

function stale(expected: number | null, current: number | null): SettingsRefusal {
  const name = (version: number | null) => (version === null ? 'none' : `version ${version}`);
  return rejected('stale', `The change was made to ${name(expected)}, but there is ${name(current)} now.`);
}
