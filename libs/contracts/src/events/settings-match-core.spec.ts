// The documents in settings' events are the core's, in both directions. What a document is for stands beside it in
// `kind`, which a schema of one object can't tie to it; so of the event itself the core's is the narrower type.
import { expect, it } from '@jest/globals';
import type { DocumentRemoved, DocumentSaved, Documents } from '@frontdesk/settings';
import type Type from 'typebox';
import type { documentRemoved, documentSaved } from './settings.js';
import type * as schemas from './settings-documents.js';

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Schemas = typeof schemas;

/** Facts are read-only; a schema knows nothing of that. */
type ReadOnly<T> = T extends readonly (infer Entry)[]
  ? readonly ReadOnly<Entry>[]
  : T extends object
    ? { readonly [Key in keyof T]: ReadOnly<T[Key]> }
    : T;
type Static<Schema extends Type.TSchema> = ReadOnly<Type.Static<Schema>>;

const proven = <Holds extends true>(holds: Holds) => expect(holds).toBe(true);

it('each document is one type', () => {
  proven<Equal<Static<Schemas['agentDocument']>, Documents['agents']>>(true);
  proven<Equal<Static<Schemas['groupDocument']>, Documents['groups']>>(true);
  proven<Equal<Static<Schemas['queueDocument']>, Documents['queue']>>(true);
  proven<Equal<Static<Schemas['submissionDocument']>, Documents['submission']>>(true);
  proven<Equal<Static<Schemas['hoursDocument']>, Documents['hours']>>(true);
  proven<Equal<Static<Schemas['strategyDocument']>, Documents['strategy']>>(true);
});

it('each fact is a public event', () => {
  proven<DocumentSaved extends Static<(typeof documentSaved)['schema']> ? true : false>(true);
  proven<Equal<Static<(typeof documentRemoved)['schema']>, DocumentRemoved>>(true);
});
