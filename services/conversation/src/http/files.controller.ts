// Files of a conversation: sending one, asking for a link to one, and what such a link answers.
import { Readable } from 'node:stream';
import type { FileLink, Principal, StoredFile } from '@frontdesk/contracts';
import {
  CurrentPrincipal,
  drained,
  IdempotencyKey,
  notFound,
  PORTS,
  ProblemException,
  Requires,
  UploadBody,
  type ServicePorts,
} from '@frontdesk/nest';
import { Controller, Get, Inject, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { isVisitor } from '../commands/actor.js';
import { FileLinks } from '../files/file-links.js';
import { FileUploads, storedFile } from '../files/file-uploads.js';
import { StoredFiles } from '../files/stored-files.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { FileQuery, LinkQuery } from './message-bodies.js';
import { ConversationId, FileId } from './request.js';

/** What a browser shows and does not run. Everything else is only saved. */
const SHOWN: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif']);

@ApiTags('files')
@Controller('v1')
export class FilesController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(FileUploads) private readonly uploads: FileUploads,
    @Inject(StoredFiles) private readonly files: StoredFiles,
    @Inject(FileLinks) private readonly links: FileLinks,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
  ) {}

  @Post('conversations/:id/files')
  @Requires('conversation.write')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Upload the bytes of a file; a message then refers to it by fileId' })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  async upload(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @IdempotencyKey() key: string,
    @Query() { name }: FileQuery,
    @UploadBody() body: Readable,
  ): Promise<StoredFile> {
    try {
      // What is refused is not cut off: whoever sends it would never read why.
      const bytes = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
      return await this.uploads.take({ principal, conversationId, key, name, body: bytes });
    } finally {
      await drained(body);
    }
  }

  @Get('conversations/:id/files/:fileId')
  @Requires('conversation.read')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Where the bytes of a file are: a signed link that expires' })
  async link(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @Param('fileId', FileId) fileId: string,
  ): Promise<FileLink> {
    const { workspace } = principal;
    const conversation = await this.reads.visible(principal, conversationId);
    const row = conversation && (await this.files.find(workspace, conversationId, fileId));
    if (row === null || row.mediaType === null) throw notFound('file');
    const isSent = row.clientMessageId !== null && !(row.note && isVisitor(principal));
    if (!isSent && row.uploader !== principal.id) throw notFound('file');
    if (row.clientMessageId !== null && row.dueAt !== null) throw gone();
    return { ...storedFile(row), ...(await this.links.to(fileId)) };
  }

  @Get('files/:fileId')
  @Requires('file.open')
  @ApiOperation({ summary: 'What a signed link answers' })
  async open(
    @Param('fileId', FileId) fileId: string,
    @Query() { expires, signature }: LinkQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.links.expectValid(fileId, expires, signature);
    const row = await this.files.byId(fileId);
    if (row?.mediaType == null || (row.clientMessageId !== null && row.dueAt !== null)) throw gone();
    const bytes = await this.ports.files.get(fileId);
    if (bytes === null) throw gone();
    const shown = SHOWN.has(row.mediaType) ? 'inline' : 'attachment';
    void reply
      .header('content-type', row.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : row.mediaType)
      .header('content-disposition', `${shown}; filename*=UTF-8''${encoded(row.name)}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'private, max-age=300');
    return new StreamableFile(Readable.from(bytes));
  }
}

const gone = (): ProblemException => new ProblemException('file_gone', 'This file was taken back, or never sent.');

/** RFC 8187: more has to be escaped than a URI asks for. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
