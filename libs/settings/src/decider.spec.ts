// One settings document: what is taken, what is refused, and how it is said.
import { describe, test } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { settingsDecider, type SettingsEvent } from './index.js';

const given = specify(settingsDecider);

const old = { name: 'Ana', email: 'ana@example.com', limit: 3, groupIds: ['support'], role: 'agent' } as const;
const ana = { ...old, skills: { german: 4 }, weights: { email: 2 }, picture: null } as const;
const save = (document: unknown, expectedVersion: number | null = null) =>
  ({ type: 'save', kind: 'agents', id: 'ana', expectedVersion, document }) as const;
const saved = (version: number, document: typeof ana = ana): SettingsEvent => ({
  type: 'settings.document_saved',
  data: { kind: 'agents', id: 'ana', version, document },
});
/** As facts were before agents had skills and weights. */
const savedLongAgo: SettingsEvent = {
  type: 'settings.document_saved',
  data: { kind: 'agents', id: 'ana', version: 1, document: old },
};
const removed = (version: number): SettingsEvent => ({
  type: 'settings.document_removed',
  data: { kind: 'agents', id: 'ana', version },
});
const remove = (expectedVersion: number) => ({ type: 'remove', kind: 'agents', id: 'ana', expectedVersion }) as const;

describe('saving', () => {
  test('a new document is version 1', () => given().when(save(ana)).then(saved(1)));
  test('a change counts on', () =>
    given(saved(1))
      .when(save({ ...ana, name: 'Ana B.' }, 1))
      .then(saved(2, { ...ana, name: 'Ana B.' } as never)));
  test('the same document again is no news, whatever the order of its members', () => {
    const { name, ...rest } = ana;
    given(saved(1))
      .when(save({ ...rest, name }, 1))
      .thenNothing();
  });
  test('what was left out is recorded as what it means', () =>
    given()
      .when(save(old))
      .then(saved(1, { ...old, skills: {}, weights: {}, picture: null } as never)));
  test('a document of before its newest members is the same with nothing in them', () =>
    given(savedLongAgo)
      .when(save({ ...old, skills: {} }, 1))
      .thenNothing());
  test('a reason and what is restored stand in the fact', () => {
    const { data } = saved(2, old as never);
    given(saved(1))
      .when({ ...save(old, 1), reason: 'Moved', restores: 1 })
      .then({
        type: 'settings.document_saved',
        data: { ...data, document: { ...old, skills: {}, weights: {}, picture: null }, reason: 'Moved', restores: 1 },
      } as SettingsEvent);
  });
  test('an empty reason is none', () =>
    given()
      .when({ ...save(ana), reason: ' ' })
      .thenRejected('invalid_document', '/reason'));
  test('an old version is stale', () => given(saved(1), saved(2)).when(save(ana, 1)).thenRejected('stale'));
  test('creating what exists is stale', () => given(saved(1)).when(save(ana)).thenRejected('stale'));
  test('changing what was never there is stale', () => given().when(save(ana, 1)).thenRejected('stale'));
  test('a removed document can be made again, and its version goes on', () =>
    given(saved(1), removed(2)).when(save(ana)).then(saved(3)));
});

describe('removing', () => {
  test('counts as a version', () => given(saved(1)).when(remove(1)).then(removed(2)));
  test('needs the latest version', () => given(saved(1), saved(2)).when(remove(1)).thenRejected('stale'));
  test('needs something to remove', () => given().when(remove(1)).thenRejected('unknown_document'));
  test('twice is once', () => given(saved(1), removed(2)).when(remove(1)).thenRejected('unknown_document'));
  test('the queue settings stay', () =>
    given().when({ type: 'remove', kind: 'queue', id: null, expectedVersion: 1 }).thenRejected('not_removable'));
});

describe('validation', () => {
  test('B3a a limit is a number, not text', () =>
    given()
      .when(save({ ...ana, limit: '3' }))
      .thenRejected('invalid_document', '/limit'));
  test('all faults are named at once', () =>
    given()
      .when(save({ name: ' ', email: 'ana', limit: 101, groupIds: ['a', 'a', '/'], role: 'boss' }))
      .thenRejected('invalid_document', '/name', '/email', '/limit', '/groupIds/2', '/role'));
  test('a group twice is a fault', () =>
    given()
      .when(save({ ...ana, groupIds: ['a', 'b', 'a'] }))
      .thenRejected('invalid_document', '/groupIds/2'));
  test('unknown members are refused, and their names escaped', () =>
    given()
      .when(save({ ...ana, 'a/b~': 1 }))
      .thenRejected('invalid_document', '/a~1b~0'));
  test('missing members are named', () =>
    given().when(save({})).thenRejected('invalid_document', '/name', '/email', '/limit', '/groupIds', '/role'));
  test('a document is an object', () => given().when(save([])).thenRejected('invalid_document', ''));
  test('B3a a limit of 0 is allowed', () =>
    given()
      .when(save({ ...ana, limit: 0 }))
      .then(saved(1, { ...ana, limit: 0 } as never)));
  test('a named document needs an id that is one', () =>
    given()
      .when({ type: 'save', kind: 'groups', id: '../x', expectedVersion: null, document: { name: 'X', guide: '' } })
      .thenRejected('invalid_document', '/id'));
});
