// Which service answers which path.
import { expect, it } from '@jest/globals';
import { isUploadPath, serviceOfPath } from './paths.js';

it('is found by the beginning of the path, part by part', () => {
  expect(serviceOfPath('/v1/conversations')).toBe('conversation');
  expect(serviceOfPath('/v1/conversations/c1/messages')).toBe('conversation');
  expect(serviceOfPath('/v1/queue/c1/pull')).toBe('assignment-queue');
  expect(serviceOfPath('/v1/queues')).toBeNull();
});

it('what the engine answers is its own, below any conversation', () => {
  expect(serviceOfPath('/v1/conversations/c1/offer/accept')).toBe('assignment-queue');
  expect(serviceOfPath('/v1/conversations/c1/assign')).toBe('assignment-queue');
  expect(serviceOfPath('/v1/conversations/c1/keep-waiting')).toBe('assignment-queue');
  expect(serviceOfPath('/v1/conversations//assign')).toBe('conversation');
});

it('bodies are bytes where files are sent, and nowhere else', () => {
  const paths = ['/v1/conversations/c1/files?name=a', '/v1/submissions/files', '/v1/files', '/v1/submissions/files/f1'];
  expect(paths.map(isUploadPath)).toEqual([true, true, false, false]);
});
