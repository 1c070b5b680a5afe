// Files of a conversation: sending one, asking for a link to one, and what such a link answers.
import type { Readable } from 'node:stream';
import type { FileLink, Principal, StoredFile } from '@frontdesk/contracts';
import {
  Answers,
  AnswersMedia,
  CurrentPrincipal,
  fileGone,
  FileId,
  FileLinks,
  FileQuery,
  IdempotencyKey,
  LinkQuery,
  notFound,
  Requires,
  TakesUpload,
  takingUpload,
  UploadBody,
} from '@frontdesk/nest';
import { Controller, Get, Inject, Param, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { isVisitor } from '../commands/actor.js';
import { FileUploads } from '../files/file-uploads.js';
import { isTakenBack, StoredFiles } from '../files/stored-files.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { ConversationId } from './request.js';

@ApiTags('files')
@Controller('v1')
export class FilesController {
  constructor(
    @Inject(FileUploads) private readonly uploads: FileUploads,
    @Inject(StoredFiles) private readonly files: StoredFiles,
    @Inject(FileLinks) private readonly links: FileLinks,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
  ) {}

  @Post('conversations/:id/files')
  @Requires('conversation.write')
  @Answers('StoredFile')
  @ApiOperation({ summary: 'Upload the bytes of a file; a message then refers to it by fileId' })
  @TakesUpload()
  async upload(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ConversationId) conversationId: string,
    @IdempotencyKey() key: string,
    @Query() { name }: FileQuery,
    @UploadBody() body: Readable,
  ): Promise<StoredFile> {
    return takingUpload(body, (bytes) => this.uploads.take({ principal, conversationId, key, name, body: bytes }));
  }

  @Get('conversations/:id/files/:fileId')
  @Requires('conversation.read')
  @Answers('FileLink')
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
    if (isTakenBack(row)) throw fileGone();
    return this.links.to(row);
  }

  @Get('files/:fileId')
  @Requires('file.open')
  @ApiOperation({ summary: 'What a signed link answers' })
  @AnswersMedia('The bytes, in the media type that they were found to have.', { 'application/octet-stream': null })
  async open(
    @Param('fileId', FileId) fileId: string,
    @Query() { expires, signature }: LinkQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.links.follow({ fileId, expires, signature }, reply, async () => {
      const row = await this.files.byId(fileId);
      return row === null || isTakenBack(row) ? null : row;
    });
  }
}
