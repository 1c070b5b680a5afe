// Files that are chosen before there is a chat: they wait for it, and go out after the first message.
import { expect, it, jest } from '@jest/globals';
import { ApiError } from './api.js';
import { fromView } from './conversation-state.js';
import { MessageDesk } from './message-desk.js';
import type { Parts } from './parts.js';
import { Store } from './store.js';
import { aState, aView } from './testing/examples.js';

const session = { messages: { files: { enabled: true, maxBytes: 1000, types: [] } } };
const file = (name: string, bytes = 10) => new File(['x'.repeat(bytes)], name, { type: 'text/plain' });

function deskThat(upload: (path: string) => Promise<object>) {
  const store = new Store(aState({ session: session as never }));
  const asked = jest.fn(upload);
  const parts = { api: { upload: asked }, store, t: (key: string) => key };
  const desk = new MessageDesk(parts as unknown as Parts);
  const sent: string[] = [];
  const began = () => desk.began(({ name, fileId }) => sent.push(`${name} ${fileId}`));
  return { asked, began, desk, sent, store };
}
const live = { conversation: fromView(aView()) };

it('F1a F7a wait for the chat, go up into it, and are sent once, without what was removed or refused', async () => {
  const { asked, began, desk, sent, store } = deskThat((path) =>
    path.includes('bad')
      ? Promise.reject(new ApiError(415, { detail: 'no' } as never))
      : Promise.resolve({ fileId: 'f' }),
  );
  desk.uploads.attach([file('a.txt'), file('b.txt'), file('bad.txt'), file('large.txt', 1001)]);
  desk.uploads.drop(store.value.attachments[1]?.id ?? '');
  expect(asked).not.toHaveBeenCalled();
  desk.follow();
  await began();
  expect(sent).toEqual([]);
  store.patch(live);
  // What is said meanwhile takes none of them along.
  expect(desk.take()).toEqual([]);
  const both = [began(), began()];
  expect(desk.take()).toEqual([]);
  await Promise.all(both);
  expect(sent).toEqual(['a.txt f']);
  expect(asked.mock.calls.map(([path]) => path)).toEqual([
    `/v1/conversations/${live.conversation.view.conversationId}/files?name=a.txt`,
    `/v1/conversations/${live.conversation.view.conversationId}/files?name=bad.txt`,
  ]);
  expect(store.value.attachments.map(({ name, refused }) => [name, refused])).toEqual([
    ['bad.txt', 'no'],
    ['large.txt', 'tooLarge'],
  ]);
});

it('F7a are waited for by a message that is sent before they are there, and it goes out by itself', async () => {
  const there = new Map<string, (answer: object) => void>();
  const refuse = new Map<string, (error: Error) => void>();
  const { desk, store } = deskThat(
    (path) =>
      new Promise((done, fail) => {
        const name = path.split('=').at(-1) ?? '';
        there.set(name, done);
        refuse.set(name, fail);
      }),
  );
  const settled = () => new Promise((done) => setTimeout(done));
  const taken: string[][] = [];
  const send = (): void => {
    const files = desk.take();
    if (files === null) desk.whenThere(send);
    else taken.push(files.map(({ name }) => name));
  };
  store.patch(live);
  desk.uploads.attach([file('a.txt'), file('slow.txt'), file('gone.txt')]);
  send();
  send();
  there.get('a.txt')?.({ fileId: '1' });
  await settled();
  expect([taken, store.value.awaitingFiles]).toEqual([[], true]);
  there.get('slow.txt')?.({ fileId: '2' });
  await settled();
  // Whoever removes one has something else in mind.
  desk.uploads.drop(store.value.attachments[2]?.id ?? '');
  expect([taken, store.value.awaitingFiles]).toEqual([[], false]);
  send();
  expect(taken).toEqual([['a.txt', 'slow.txt']]);

  // One that is refused is for the visitor to decide about; the others stay where they are until then.
  desk.uploads.attach([file('b.txt'), file('bad.txt')]);
  send();
  refuse.get('bad.txt')?.(new ApiError(415, { detail: 'no' } as never));
  await settled();
  there.get('b.txt')?.({ fileId: '3' });
  await settled();
  expect([taken.length, store.value.awaitingFiles]).toEqual([1, false]);
  send();
  expect(taken.at(-1)).toEqual(['b.txt']);

  // Not into another chat, nor after more was written.
  for (const change of [() => store.patch({ conversation: null }), () => desk.waitNoMore()]) {
    store.patch({ ...live, attachments: [] });
    desk.uploads.attach([file('c.txt')]);
    send();
    expect(store.value.awaitingFiles).toBe(true);
    change();
    there.get('c.txt')?.({ fileId: '4' });
    await settled();
    expect([taken.length, store.value.awaitingFiles]).toEqual([2, false]);
  }
});

it('stay beside the composer when the chat began by itself', async () => {
  const { began, desk, sent, store } = deskThat(() => Promise.resolve({ fileId: 'f' }));
  desk.uploads.attach([file('a.txt')]);
  store.patch(live);
  await began();
  expect(sent).toEqual([]);
  expect(store.value.attachments).toMatchObject([{ name: 'a.txt', fileId: 'f' }]);
});
