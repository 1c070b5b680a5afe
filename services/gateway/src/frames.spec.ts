// What a socket sends is either a frame of the protocol or nothing: never an exception, never a stray member.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFrame } from './frames.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

describe('reading frames', () => {
  test.each([
    [{ type: 'beat' }],
    [{ type: 'beat', active: true }],
    [{ type: 'beat', background: true }],
    [{ type: 'hello', ticket: 't' }],
    [{ type: 'subscribe', conversationId: 'c', after: 0 }],
    [{ type: 'unsubscribe', conversationId: 'c' }],
    [{ type: 'typing', conversationId: 'c', text: '' }],
  ])('takes %j, without what else is in it', (frame) => {
    expect(readFrame(JSON.stringify({ ...frame, role: 'admin' }))).toEqual(frame);
  });

  test.each([
    ['not JSON', '{'],
    ['no object', '"beat"'],
    ['null', 'null'],
    ['an unknown type', '{"type":"drop"}'],
    ['a sequence below zero', '{"type":"subscribe","conversationId":"c","after":-1}'],
    ['a sequence that is text', '{"type":"subscribe","conversationId":"c","after":"1"}'],
    ['an empty id', '{"type":"subscribe","conversationId":"","after":1}'],
    ['too long a preview', JSON.stringify({ type: 'typing', conversationId: 'c', text: 'x'.repeat(4_001) })],
  ])('refuses %s', (_, raw) => {
    expect(readFrame(raw)).toBeNull();
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (raw) => {
        const frame = readFrame(raw);
        expect(frame === null || typeof frame.type === 'string').toBe(true);
      }),
      { seed },
    );
  });
});
