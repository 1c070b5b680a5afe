// What a signed link answers: the bytes, under headers with which a browser runs none of it.
import { Readable } from 'node:stream';
import type { FileStore } from '@frontdesk/files';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ProblemException } from '../problem.js';
import type { UploadRow } from './keep-upload.js';

/** What a browser shows and does not run. Everything else is only saved. */
const SHOWN: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif']);

/** @throws ProblemException file_gone */
export async function serveFile(files: FileStore, row: UploadRow, reply: FastifyReply): Promise<StreamableFile> {
  const { fileId, mediaType, name } = row;
  const bytes = mediaType === null ? null : await files.get(fileId);
  if (mediaType === null || bytes === null) throw fileGone();
  const shown = SHOWN.has(mediaType) ? 'inline' : 'attachment';
  void reply
    .header('content-type', mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
    .header('content-disposition', `${shown}; filename*=UTF-8''${encoded(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'private, max-age=300');
  return new StreamableFile(Readable.from(bytes));
}

export const fileGone = (): ProblemException =>
  new ProblemException('file_gone', 'This file was taken back, or never sent.');

/** RFC 8187: more has to be escaped than a URI asks for. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
