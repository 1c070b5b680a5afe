// One settings document: validated as a whole, changed only by those who have seen its latest version.
import { canonical, rejected, type Decider, type Rejected } from '@frontdesk/kernel';
import { documentFaults, idFaults, isNamed, type DocumentKind, type Documents } from './document.js';
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
    }
  | {
      readonly type: 'remove';
      readonly kind: DocumentKind;
      readonly id: string | null;
      readonly expectedVersion: number;
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
        return { version: event.data.version, document: event.data.document };
      case 'settings.document_removed':
        return { version: event.data.version, document: null };
    }
  },
};

type Answer = readonly SettingsEvent[] | SettingsRefusal;

function save(state: SettingsState, command: Extract<SettingsCommand, { type: 'save' }>): Answer {
  const { kind, id, expectedVersion, document } = command;
  const current = state.document === null ? null : state.version;
  if (expectedVersion !== current) return stale(expectedVersion, current);
  const errors = [...idFaults(kind, id), ...documentFaults(kind, document)];
  if (errors.length > 0) return rejected('invalid_document', 'The document has faults; nothing was changed.', errors);
  if (state.document !== null && canonical(document) === canonical(state.document)) return [];
  // The checks above have just proven what this cast says.
  const data = { kind, id, version: state.version + 1, document } as DocumentSaved;
  return [{ type: 'settings.document_saved', data }];
}

function remove(state: SettingsState, command: Extract<SettingsCommand, { type: 'remove' }>): Answer {
  const { kind, id, expectedVersion } = command;
  if (!isNamed(kind) || id === null) return rejected('not_removable', `The ${kind} settings can't be removed.`);
  if (state.document === null) return rejected('unknown_document', 'There is no such document.');
  if (expectedVersion !== state.version) return stale(expectedVersion, state.version);
  return [{ type: 'settings.document_removed', data: { kind, id, version: state.version + 1 } }];
}

function stale(expected: number | null, current: number | null): SettingsRefusal {
  const name = (version: number | null) => (version === null ? 'none' : `version ${version}`);
  return rejected('stale', `The change was made to ${name(expected)}, but there is ${name(current)} now.`);
}
