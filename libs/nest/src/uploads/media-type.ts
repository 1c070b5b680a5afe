// What a file is, by its content: its name and what the sender says of it are claims.
import { fileTypeFromBuffer } from 'file-type';

/** So much of a file says what it is. */
export const HEAD_BYTES = 64 * 1024;

/** Text that a browser would run, or read as markup. */
const ACTIVE = [
  [/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!doctype svg|<svg[\s>])/i, 'image/svg+xml'],
  [/<(!doctype\s+html|html|head|body|script|iframe|object|embed|form|meta|link|img|a)[\s>/]/i, 'text/html'],
  [/^\s*<\?xml/i, 'application/xml'],
] as const;

/** Null: nothing we know. `head`: the first bytes; of text all of it is looked at when it is short. */
export async function mediaTypeOf(head: Uint8Array, isWhole: boolean): Promise<string | null> {
  const known = await fileTypeFromBuffer(head);
  if (known !== undefined && known.mime !== 'application/xml') return known.mime;
  const text = textOf(head, isWhole);
  if (text === null) return null;
  return ACTIVE.find(([form]) => form.test(text))?.[1] ?? 'text/plain';
}

/** Bytes that are text in UTF-8, without what no text has. */
function textOf(head: Uint8Array, isWhole: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });

    return /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The endings that a file of this type may have; a type that is not named here may have any that names no other. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'application/zip': ['zip'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'audio/mpeg': ['mp3'],
  'video/mp4': ['mp4', 'm4v'],
  'text/plain': ['txt', 'text', 'log', 'md', 'json', 'yaml', 'yml', 'ini', 'conf'],
  'text/csv': ['csv'],
};

/** What of another kind it would be taken for, by its name; null: the name says nothing wrong. */
export function wrongEnding(name: string, mediaType: string): string | null {
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined) return null;
  const own = ENDINGS[mediaType];
  const right =
    own?.includes(ending) ?? !(RUN.has(ending) || Object.values(ENDINGS).some((other) => other.includes(ending)));
  return right ? null : `.${ending}`;
}

/** What a click would run. */
const RUN: ReadonlySet<string> = new Set([
  ...['exe', 'com', 'bat', 'cmd', 'msi', 'scr', 'pif', 'ps1', 'vbs', 'js', 'jse', 'wsf', 'hta', 'jar', 'app', 'dmg'],
  ...['sh', 'lnk', 'html', 'htm', 'xhtml', 'svg'],
]);

/** Text is text, whatever it is called; a table by its name. */
export const asNamed = (mediaType: string, name: string): string =>
  mediaType === 'text/plain' && /\.csv$/i.test(name) ? 'text/csv' : mediaType;
