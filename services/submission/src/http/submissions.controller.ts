// Leaving, listing and closing submissions.
import type { Principal, SubmissionReceipt, SubmissionView } from '@frontdesk/contracts';
import {
  ClientAddress,
  CurrentPrincipal,
  IdempotencyKey,
  notFound,
  PORTS,
  Requires,
  type ServicePorts,
} from '@frontdesk/nest';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LessThan, type Repository } from 'typeorm';
import { Leaving } from '../commands/leaving.js';
import { problemFor, Submissions } from '../commands/submissions.js';
import { SubmissionRows, toSubmissionView, type SubmissionRow } from '../rows/submission-row.js';
import { LeaveBody, ListSubmissionsQuery } from './bodies.js';
import { DefaultGroup, RequestId, SubmissionId } from './request.js';

interface SubmissionList {
  readonly data: readonly SubmissionView[];
  readonly nextCursor: string | null;
}

@ApiTags('submissions')
@ApiBearerAuth()
@Controller('v1/submissions')
export class SubmissionsController {
  private readonly rows: Repository<SubmissionRow>;

  constructor(
    @Inject(PORTS) ports: ServicePorts,
    @Inject(Leaving) private readonly leaving: Leaving,
    @Inject(Submissions) private readonly submissions: Submissions,
  ) {
    this.rows = ports.db.getRepository(SubmissionRows);
  }

  @Post()
  @Requires('submission.leave')
  @ApiOperation({ summary: 'Leave a message; it is stored when this answers' })
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  leave(
    @CurrentPrincipal() principal: Principal,
    @DefaultGroup() defaultGroup: string,
    @IdempotencyKey() key: string,
    @RequestId() requestId: string,
    @ClientAddress() address: string,
    @Body() body: LeaveBody,
  ): Promise<SubmissionReceipt> {
    const meta = { actor: principal.id, correlationId: requestId, causationId: null, requestId };
    return this.leaving.leave({ principal, defaultGroup, address, key, body, meta });
  }

  @Get()
  @Requires('submission.read')
  @ApiOperation({ summary: 'Submissions that count, the newest first' })
  async list(
    @CurrentPrincipal() { workspace }: Principal,
    @Query() { status = 'open', limit, cursor }: ListSubmissionsQuery,
  ): Promise<SubmissionList> {
    const size = Math.min(200, Math.max(1, Number(limit ?? 50)));
    const found = await this.rows.find({
      where: {
        workspace,
        status: status === 'open' ? 'confirmed' : 'closed',
        // Ids sort by time.
        ...(cursor === undefined ? {} : { submissionId: LessThan(cursor) }),
      },
      order: { submissionId: 'DESC' },
      take: size + 1,
    });
    const page = found.slice(0, size);
    const nextCursor = found.length > size ? (page.at(-1)?.submissionId ?? null) : null;
    return { data: page.map(toSubmissionView), nextCursor };
  }

  @Post(':id/close')
  @HttpCode(200)
  @Requires('submission.close')
  @ApiOperation({ summary: 'It has been dealt with; closing twice is closing once' })
  async close(
    @CurrentPrincipal() { workspace, id: by }: Principal,
    @Param('id', SubmissionId) submissionId: string,
    @RequestId() requestId: string,
  ): Promise<SubmissionView> {
    const meta = { actor: by, correlationId: requestId, causationId: null, requestId };
    const handled = await this.submissions.run({ workspace, submissionId, command: { type: 'close', by }, meta });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    const row = await this.rows.findOneBy({ workspace, submissionId });
    if (row === null) throw notFound('submission');
    return toSubmissionView(row);
  }
}
