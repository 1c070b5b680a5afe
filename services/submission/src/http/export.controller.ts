// The submissions that a filter finds, as one file.
import { Readable } from 'node:stream';
import type { Principal, SubmissionView } from '@frontdesk/contracts';
import { AnswersMedia, CurrentPrincipal, Requires } from '@frontdesk/nest';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { asCsv, asJson } from '../reads/export.js';
import { Finding, type Filter } from '../reads/finding.js';
import { ExportQuery } from './bodies.js';

const AT_ONCE = 200;

@ApiTags('submissions')
@Controller('v1/submissions')
export class ExportController {
  constructor(@Inject(Finding) private readonly finding: Finding) {}

  @Get('export')
  @Requires('submission.export')
  @ApiOperation({ summary: 'All that the filter finds, the newest first, as CSV or JSON' })
  @AnswersMedia('A file to keep.', { 'text/csv': null, 'application/json': 'SubmissionExport' })
  export(
    @CurrentPrincipal() { workspace }: Principal,
    @Query() { format = 'csv', ...filter }: ExportQuery,
  ): StreamableFile {
    const pages = this.pages(workspace, filter);
    const text = Readable.from(format === 'csv' ? asCsv(pages) : asJson(pages), { objectMode: false });
    return new StreamableFile(text, {
      type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      disposition: `attachment; filename="submissions.${format}"`,
    });
  }

  private async *pages(workspace: string, filter: Filter): AsyncGenerator<readonly SubmissionView[]> {
    let cursor: string | undefined;
    do {
      const { data, nextCursor } = await this.finding.page(workspace, filter, AT_ONCE, cursor);
      if (data.length > 0) yield data;
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}
