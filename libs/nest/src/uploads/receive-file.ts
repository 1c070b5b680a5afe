// Takes a file in: its type is decided by its first bytes before anything is kept, its size while it comes.
import type { Bytes, FileStore } from '@frontdesk/files';
import { ProblemException } from '../problem.js';
import { asNamed, HEAD_BYTES, mediaTypeOf, wrongEnding } from './media-type.js';

export interface FileRules {
  readonly maxBytes: number;
  readonly types: readonly string[];
}

export interface ReceivedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

const MOST_LETTERS = 200;

/** Only the last part of a path, and nothing that shows another name than it has. */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const shown = last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}"<>|:*?]/gu, '').trim();
  const letters = [...shown.replace(/^\.+/, '')];
  if (letters.length <= MOST_LETTERS) return letters.join('') || 'file';
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(shown)?.[0] ?? '';
  return letters.slice(0, MOST_LETTERS - ending.length).join('') + ending;
}

/** @throws ProblemException file_empty, file_too_large, file_type_not_allowed, file_disguised; nothing is kept then */
export async function receiveFile(
  store: FileStore,
  key: string,
  called: string,
  body: Bytes,
  rules: FileRules,
): Promise<ReceivedFile> {
  const name = cleanName(called);
  const coming = counted(body, rules.maxBytes);
  const { head, isWhole } = await headOf(coming.bytes);
  const mediaType = await typeOf(head, isWhole, name, rules);
  await store.put(key, joined(head, coming.bytes));
  return { name, mediaType, bytes: coming.size() };
}

function counted(body: Bytes, maxBytes: number) {
  let size = 0;
  const bytes = (async function* (): AsyncGenerator<Uint8Array> {
    for await (const part of body) {
      size += part.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      yield part;
    }
  })();
  return { bytes, size: () => size };
}

async function headOf(bytes: AsyncGenerator<Uint8Array>): Promise<{ head: Buffer; isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const next = await bytes.next();
    if (next.done === true) return { head: Buffer.concat(parts), isWhole: true };
    parts.push(next.value);
    size += next.value.length;
  }
  return { head: Buffer.concat(parts), isWhole: false };
}

async function typeOf(head: Buffer, isWhole: boolean, name: string, { types }: FileRules): Promise<string> {
  if (head.length === 0) throw new ProblemException('file_empty', `${name} is empty. Choose another file.`);
  const found = await mediaTypeOf(head, isWhole);
  const mediaType = found === null ? null : asNamed(found, name);
  if (mediaType === null || !types.includes(mediaType)) {
    const what = mediaType === null ? 'of a kind that is not known here' : mediaType;
    const detail = `${name} is ${what}, whatever it is called. Files may be: ${types.join(', ') || 'none'}.`;
    throw new ProblemException('file_type_not_allowed', detail, undefined, { types });
  }
  const wrong = wrongEnding(name, mediaType);
  if (wrong === null) return mediaType;
  const detail = `The name of ${name} ends in ${wrong}, but its content is ${mediaType}. Rename it, then send it again.`;
  throw new ProblemException('file_disguised', detail);
}

export function tooLarge(maxBytes: number): ProblemException {
  const detail = `The file is larger than ${sizeOf(maxBytes)}. Send a smaller one.`;
  return new ProblemException('file_too_large', detail, undefined, { maxBytes });
}

const KIB = 1024;
const sizeOf = (bytes: number): string =>
  bytes >= KIB * KIB ? `${Math.round((bytes / KIB / KIB) * 10) / 10} MiB` : `${Math.round(bytes / KIB)} KiB`;

async function* joined(head: Buffer, rest: Bytes): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}
