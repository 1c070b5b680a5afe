// The facts of a settings document. `version` counts the document's changes and is its ETag.
import type { DocumentKind, Documents, NamedDocuments } from './document.js';

interface Saved<Kind extends DocumentKind> {
  readonly kind: Kind;
  readonly id: Kind extends keyof NamedDocuments ? string : null;
  readonly version: number;
  readonly document: Documents[Kind];
}

/** Discriminated by `kind`. */
export type DocumentSaved = { [Kind in DocumentKind]: Saved<Kind> }[DocumentKind];

export interface DocumentRemoved {
  readonly kind: keyof NamedDocuments;
  readonly id: string;
  readonly version: number;
}

export type SettingsEvent =
  | { readonly type: 'settings.document_saved'; readonly data: DocumentSaved }
  | { readonly type: 'settings.document_removed'; readonly data: DocumentRemoved };
