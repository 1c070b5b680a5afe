// The whole configuration of a workspace as one file (B14): what it holds, and which changes make a workspace like it.
//
//   frontdesk: 1          the form of the file
//   settingsVersion: 12   what it was exported from; left out: it does not matter
//   queue: {…}            documents of which there is one
//   groups:               documents of which there are many, by id
//     support: {…}
//
// A kind that is not named is left alone. One that is named is made exactly so: what the file lacks is removed.
import type { FieldError } from '@frontdesk/kernel';
import { fault, isObject, memberOf, whole } from './check.js';
import { differences, type Difference } from './differences.js';
import {
  completeDocument,
  documentFaults,
  idFaults,
  isNamed,
  NAMED_KINDS,
  SINGLE_KINDS,
  type DocumentKind,
  type NamedDocuments,
} from './document.js';
import type { WorkspaceDocuments } from './references.js';

export type ConfigFile = { readonly frontdesk: 1; readonly settingsVersion?: number } & {
  readonly [Kind in DocumentKind]?: unknown;
};

/** One document that is not as the file has it. */
export interface PlannedChange {
  readonly kind: DocumentKind;
  readonly id: string | null;
  readonly change: 'create' | 'change' | 'remove';
  readonly differences: readonly Difference[];
  /** As the file has it; null: it is removed. */
  readonly document: unknown;
}

/** Documents that are named come before those that name them; removals go the other way. */
const KINDS: readonly DocumentKind[] = [...NAMED_KINDS, ...SINGLE_KINDS];

/** Ids in order, so that the same settings are the same file. */
export function exportConfig(all: WorkspaceDocuments, settingsVersion: number): ConfigFile {
  const named = NAMED_KINDS.map((kind) => [kind, Object.fromEntries([...entriesOf(all, kind)].sort(byId))] as const);
  const singles = SINGLE_KINDS.map((kind) => [kind, all[kind]] as const);
  const documents: Partial<Record<DocumentKind, unknown>> = Object.fromEntries<unknown>([...named, ...singles]);
  return { frontdesk: 1, settingsVersion, ...documents };
}

const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** Every fault of every document in the file, by its place there. */
export function configFaults(file: unknown): readonly FieldError[] {
  if (!isObject(file)) return fault('', 'not_an_object', 'must be an object');
  const { frontdesk, settingsVersion, ...documents } = file;
  return [
    ...(frontdesk === 1 ? [] : fault('/frontdesk', 'unknown_form', 'must be 1: the only form that is known')),
    ...(settingsVersion === undefined ? [] : whole(0, 1_000_000_000)(settingsVersion, '/settingsVersion')),
    ...Object.entries(documents).flatMap(([kind, value]) => faultsOfKind(kind, value)),
  ];
}

function faultsOfKind(name: string, value: unknown): readonly FieldError[] {
  const at = memberOf('', name);
  const kind = KINDS.find((known) => known === name);
  if (kind === undefined) return fault(at, 'unknown_member', `must be one of ${KINDS.join(', ')}`);
  if (!isNamed(kind)) return under(at, documentFaults(kind, value));
  if (!isObject(value)) return fault(at, 'not_an_object', 'must be an object of documents by id');
  return Object.entries(value).flatMap(([id, document]) => {
    const here = memberOf(at, id);
    return [
      ...idFaults(kind, id).map((one) => ({ ...one, pointer: here })),
      ...under(here, documentFaults(kind, document)),
    ];
  });
}

const under = (at: string, faults: readonly FieldError[]): readonly FieldError[] =>
  faults.map((one) => ({ ...one, pointer: at + one.pointer }));

/** What must be done to make the settings like the file; none: they are. `file` is known to have no faults. */
export function planConfig(file: ConfigFile, all: WorkspaceDocuments): readonly PlannedChange[] {
  const named = KINDS.filter((kind) => file[kind] !== undefined);
  const saved = named.flatMap((kind) =>
    isNamed(kind) ? savedOf(kind, file[kind], all) : changeOf(kind, null, file[kind], all[kind]),
  );
  const removed = [...named].reverse().flatMap((kind) => (isNamed(kind) ? removedOf(kind, file[kind], all) : []));
  return [...saved, ...removed];
}

function savedOf(kind: keyof NamedDocuments, documents: unknown, all: WorkspaceDocuments): readonly PlannedChange[] {
  const there = new Map(entriesOf(all, kind));
  return Object.entries(documents as object).flatMap(([id, document]) =>
    changeOf(kind, id, document, there.get(id) ?? null),
  );
}

function removedOf(kind: keyof NamedDocuments, documents: unknown, all: WorkspaceDocuments): readonly PlannedChange[] {
  return entriesOf(all, kind)
    .filter(([id]) => !Object.hasOwn(documents as object, id))
    .map(([id, before]) => ({ kind, id, change: 'remove', differences: differences(before, {}), document: null }));
}

function changeOf(kind: DocumentKind, id: string | null, given: unknown, before: unknown): readonly PlannedChange[] {
  const document = completeDocument(kind, given as never);
  const found = differences(before ?? {}, document);
  if (found.length === 0) return [];
  return [{ kind, id, change: before === null ? 'create' : 'change', differences: found, document }];
}

const entriesOf = (all: WorkspaceDocuments, kind: keyof NamedDocuments): readonly (readonly [string, unknown])[] => [
  ...(all[kind] as ReadonlyMap<string, unknown>),
];
