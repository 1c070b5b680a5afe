// Getting in, where the way in is barred.
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { ApiError } from './api.js';
import type { Outbox } from './outbox.js';
import type { Parts } from './parts.js';
import { Reception } from './reception.js';
import type { Synchroniser } from './synchroniser.js';
import { aState } from './testing/examples.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.restoreAllMocks();
});

function receptionThatAnswers(status: number) {
  let state = aState({ start: { key: 'k', body: { text: 'hello' }, at: '' } });
  const session = jest.fn(() => Promise.reject(new ApiError(status, null)));
  const store = {
    get value() {
      return state;
    },
    patch: (part: object) => (state = { ...state, ...part }),
  };
  const parts = { api: { session }, store, keep: { write: () => undefined }, t: (key: string) => key };
  const back: string[] = [];
  const outbox = { takeBack: () => 'more' } as unknown as Outbox;
  const reception = new Reception(parts as unknown as Parts, {} as Synchroniser, outbox, (text) => back.push(text));
  return { reception, session, back, state: () => state };
}

it('goes on trying while the server is in trouble', async () => {
  const { reception, session, state } = receptionThatAnswers(503);
  await reception.ensure();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(session).toHaveBeenCalledTimes(2);
  expect(state().unreachable).toBe(true);
  reception.stop();
});

it('says that the site is unknown, gives the words back, and leaves it at that', async () => {
  const said = jest.spyOn(console, 'error').mockReturnValue();
  const { reception, session, back, state } = receptionThatAnswers(422);
  await reception.ensure();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(session).toHaveBeenCalledTimes(1);
  expect(said).toHaveBeenCalledTimes(1);
  expect(back).toEqual(['hello\nmore']);
  expect(state()).toMatchObject({ start: null, unreachable: false, problem: 'refused' });
});

it('brings nothing back that the visitor has left behind while it was looked up', async () => {
  const kept = new Map<string, unknown>([['conversation', 'c-1']]);
  const adopt = jest.fn();
  let answer: (view: object) => void = () => undefined;
  const api = {
    session: () => Promise.resolve({ conversation: null }),
    conversation: () => new Promise((resolve) => (answer = resolve)),
  };
  const keep = {
    read: (name: string) => kept.get(name) ?? null,
    write: (name: string, to: unknown) => kept.set(name, to),
  };
  const store = { value: aState({}), patch: () => undefined };
  const parts = { api, store, keep, t: (key: string) => key };
  const reception = new Reception(
    parts as unknown as Parts,
    { adopt } as unknown as Synchroniser,
    {} as Outbox,
    () => undefined,
  );
  const entered = reception.ensure();
  await jest.advanceTimersByTimeAsync(0);
  kept.set('conversation', null);
  answer({ conversationId: 'c-1', state: 'closed' });
  await entered;
  expect(adopt).not.toHaveBeenCalled();
  expect(kept.get('conversation')).toBeNull();
});
