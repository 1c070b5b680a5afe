// What is let in, and what is turned away with which reason; nothing that was turned away is kept.
import { describe, expect, it, test } from '@jest/globals';
import { MemoryFileStore } from '@frontdesk/files';
import { cleanName, receiveFile } from './receive-file.js';

const KEY = 'key-1';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)]);
const TYPES = ['image/png', 'image/jpeg', 'application/pdf', 'text/plain', 'text/csv'];

async function* parts(...all: readonly (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const part of all) yield await Promise.resolve(Buffer.from(part));
}
async function take(name: string, ...all: readonly (string | Buffer)[]) {
  const store = new MemoryFileStore();
  const rules = { maxBytes: 100_000, types: TYPES };
  const answer = await receiveFile(store, KEY, name, parts(...all), rules).catch((error: unknown) => error);
  return { answer, kept: (await store.get(KEY)) !== null };
}

describe('F7a files are let in by their content', () => {
  test.each([
    ['shoe.png', PNG, 'image/png'],
    ['shoe', PNG, 'image/png'],
    ['notes.txt', 'Grüße, 你好', 'text/plain'],
    ['rows.csv', 'a;b\n1;2', 'text/csv'],
    ['bill.PDF', '%PDF-1.7\n%…', 'application/pdf'],
  ])('F7a %s', async (name, content, mediaType) => {
    const bytes = Buffer.from(content).length;
    expect(await take(name, content)).toEqual({ answer: { name, mediaType, bytes }, kept: true });
  });

  test.each([
    ['photo.jpg', EXE, 'file_type_not_allowed'],
    ['photo.jpg', '<!DOCTYPE html><script>alert(1)</script>', 'file_type_not_allowed'],
    ['photo.jpg', 'text before <script>alert(1)</script>', 'file_type_not_allowed'],
    ['logo.png', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'file_type_not_allowed'],
    ['photo.jpg', PNG, 'file_disguised'],
    ['photo.exe', PNG, 'file_disguised'],
    ['photo.jpg', 'only words', 'file_disguised'],
    ['notes.txt', Buffer.from([0, 1, 2, 3, 250, 251]), 'file_type_not_allowed'],
    ['nothing.png', '', 'file_empty'],
    ['much.txt', 'x'.repeat(100_001), 'file_too_large'],
  ])('F7a not %s: %#', async (name, content, code) => {
    const { answer, kept } = await take(name, content);
    expect(answer).toMatchObject({ code });
    expect(kept).toBe(false);
  });

  it('F7a the size is looked at while it comes, not when all has come', async () => {
    let sent = 0;
    const endless = (async function* (): AsyncGenerator<Uint8Array> {
      for (;;) {
        sent += 10_000;
        yield await Promise.resolve(Buffer.alloc(10_000, 'x'));
      }
    })();
    const taking = receiveFile(new MemoryFileStore(), KEY, 'x.txt', endless, { maxBytes: 100_000, types: TYPES });
    await expect(taking).rejects.toMatchObject({ code: 'file_too_large' });
    expect(sent).toBe(110_000);
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\temp\\bill.pdf', 'bill.pdf'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['a"b<c>.png', 'abc.png'],
  ['...', 'file'],
  [`${'x'.repeat(300)}.png`, `${'x'.repeat(196)}.png`],
])('F7a the name %j is kept as %j', (name, kept) => expect(cleanName(name)).toBe(kept));
