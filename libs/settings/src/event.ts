// The facts of a settings document. `version` counts the document's changes and is its ETag.
import type { DocumentKind, GivenDocuments, NamedDocuments } from './document.js';

interface Saved<Kind extends DocumentKind> {
  readonly kind: Kind;
  readonly id: Kind extends keyof NamedDocuments ? string : null;
  readonly version: number;
  /** New facts hold the document in full; older ones lack what came later. */
  readonly document: GivenDocuments[Kind];
  /** In the words of who changed it. */
  readonly reason?: string;
  /** The version whose document this is again. */
  readonly restores?: number;
}

/** Discriminated by `kind`. */
export type DocumentSaved = { [Kind in DocumentKind]: Saved<Kind> }[DocumentKind];

export interface DocumentRemoved {
  readonly kind: keyof NamedDocuments;
  readonly id: string;
  readonly version: number;
  readonly reason?: string;
}

export type SettingsEvent =
  | { readonly type: 'settings.document_saved'; readonly data: DocumentSaved }
  | { readonly type: 'settings.document_removed'; readonly data: DocumentRemoved };
