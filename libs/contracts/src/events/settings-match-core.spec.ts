// The documents in settings' events are the core's, in both directions. What a document is for stands beside it in
// `kind`, which a schema of one object can't tie to it; so of the event itself the core's is the narrower type.
import { expect, it } from '@jest/globals';
import type { DocumentKind, DocumentRemoved, DocumentSaved, GivenDocuments } from '@frontdesk/settings';
import type Type from 'typebox';
import type { documentRemoved, documentSaved } from './settings.js';
import type { SETTINGS_DOCUMENTS } from './settings-documents.js';

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Schemas = typeof SETTINGS_DOCUMENTS;

/** Facts are read-only; a schema knows nothing of that. */
type ReadOnly<T> = T extends readonly (infer Entry)[]
  ? readonly ReadOnly<Entry>[]
  : T extends object
    ? { readonly [Key in keyof T]: ReadOnly<T[Key]> }
    : T;
type Static<Schema extends Type.TSchema> = ReadOnly<Type.Static<Schema>>;

/** Of each kind: whether schema and core are one type. */
type Matches = { [Kind in DocumentKind]: Equal<Static<Schemas[Kind]>, GivenDocuments[Kind]> };

const proven = <Holds extends true>(holds: Holds) => expect(holds).toBe(true);

it('each document is one type', () => {
  proven<Equal<keyof Schemas, DocumentKind>>(true);
  // One kind that differs makes the union `boolean`.
  proven<Matches[DocumentKind]>(true);
});

it('each fact is a public event', () => {
  proven<DocumentSaved extends Static<(typeof documentSaved)['schema']> ? true : false>(true);
  proven<Equal<Static<(typeof documentRemoved)['schema']>, DocumentRemoved>>(true);
});
