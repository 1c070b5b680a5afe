// Files of submissions: uploading one before the form is sent, asking for a link to one, and what such a link answers.
import type { Readable } from 'node:stream';
import type { FileLink, Principal, StoredFile } from '@frontdesk/contracts';
import {
  Answers,
  AnswersMedia,
  ClientAddress,
  CurrentPrincipal,
  FileId,
  FileLinks,
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
import { AttachedFiles } from '../files/attached-files.js';
import { AttachmentUploads } from '../files/attachment-uploads.js';
import { Finding } from '../reads/finding.js';
import { AttachmentQuery } from './bodies.js';
import { DefaultGroup, SubmissionId } from './request.js';

@ApiTags('submissions')
@Controller('v1/submissions')
export class SubmissionFilesController {
  constructor(
    @Inject(AttachmentUploads) private readonly uploads: AttachmentUploads,
    @Inject(AttachedFiles) private readonly files: AttachedFiles,
    @Inject(FileLinks) private readonly links: FileLinks,
    @Inject(Finding) private readonly finding: Finding,
  ) {}

  @Post('files')
  @Requires('submission.leave')
  @Answers('StoredFile')
  @ApiOperation({ summary: 'Upload the bytes of a file; the submission then names it in `attachments`' })
  @TakesUpload()
  async upload(
    @CurrentPrincipal() principal: Principal,
    @DefaultGroup() defaultGroup: string,
    @ClientAddress() address: string,
    @IdempotencyKey() key: string,
    @Query() { name, ...wish }: AttachmentQuery,
    @UploadBody() body: Readable,
  ): Promise<StoredFile> {
    const upload = { principal, defaultGroup, address, wish, key, name };
    return takingUpload(body, (bytes) => this.uploads.take({ ...upload, body: bytes }));
  }

  @Get('files/:fileId')
  @Requires('file.open')
  @ApiOperation({ summary: 'What a signed link to a file of a submission answers' })
  @AnswersMedia('The bytes, in the media type that they were found to have.', { 'application/octet-stream': null })
  async open(
    @Param('fileId', FileId) fileId: string,
    @Query() { expires, signature }: LinkQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.links.follow({ fileId, expires, signature }, reply, () => this.files.byId(fileId));
  }

  @Get('mine/:id/files/:fileId')
  @Requires('submission.own')
  @Answers('FileLink')
  @ApiOperation({ summary: 'Where the bytes of a file are that the visitor has left: a signed link that expires' })
  async ownLink(
    @CurrentPrincipal() { workspace, id }: Principal,
    @Param('id', SubmissionId) submissionId: string,
    @Param('fileId', FileId) fileId: string,
  ): Promise<FileLink> {
    const row = await this.finding.row(workspace, submissionId);
    if (row.visitorId !== id) throw notFound('file');
    return this.linkTo(workspace, submissionId, fileId);
  }

  @Get(':id/files/:fileId')
  @Requires('submission.read')
  @Answers('FileLink')
  @ApiOperation({ summary: 'Where the bytes of an attached file are: a signed link that expires' })
  async link(
    @CurrentPrincipal() { workspace }: Principal,
    @Param('id', SubmissionId) submissionId: string,
    @Param('fileId', FileId) fileId: string,
  ): Promise<FileLink> {
    await this.finding.row(workspace, submissionId);
    return this.linkTo(workspace, submissionId, fileId);
  }

  private async linkTo(workspace: string, submissionId: string, fileId: string): Promise<FileLink> {
    const row = await this.files.find(workspace, submissionId, fileId);
    if (row === null) throw notFound('file');
    return this.links.to(row);
  }
}
