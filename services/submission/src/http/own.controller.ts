// The visitor's own submissions: what became of them, the answers, going on with them, and a rating at the end.
import type { OwnSubmission, Principal, SubmissionMessage } from '@frontdesk/contracts';
import { CurrentPrincipal, IdempotencyKey, notFound, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Replying } from '../commands/replying.js';
import { problemFor, Submissions } from '../commands/submissions.js';
import { Finding } from '../reads/finding.js';
import { Threads } from '../reads/thread.js';
import { toOwnSubmission, type SubmissionRow } from '../rows/submission-row.js';
import { RateBody, ReplyBody } from './bodies.js';
import { metaOf, RequestId, SubmissionId } from './request.js';

const MOST = 50;

@ApiTags('submissions')
@ApiBearerAuth()
@Controller('v1/submissions/mine')
export class OwnController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Finding) private readonly finding: Finding,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Replying) private readonly replying: Replying,
    @Inject(Submissions) private readonly submissions: Submissions,
  ) {}

  @Get()
  @Requires('submission.own')
  @ApiOperation({ summary: 'What the visitor has left, the newest first, with how many answers they have not seen' })
  async list(@CurrentPrincipal() { workspace, id }: Principal): Promise<{ data: readonly OwnSubmission[] }> {
    const rows = await this.finding.ownRows(workspace, id, MOST);
    return {
      data: await Promise.all(rows.map(async (row) => toOwnSubmission(row, await this.replying.mayReply(row)))),
    };
  }

  @Get(':id')
  @Requires('submission.own')
  @ApiOperation({ summary: 'One of them with all messages, which count as seen from now on' })
  async read(@CurrentPrincipal() who: Principal, @Param('id', SubmissionId) id: string): Promise<OwnSubmission> {
    const row = await this.own(who, id);
    const { messages } = await this.threads.of(who.workspace, id);
    const own = { ...toOwnSubmission(row, await this.replying.mayReply(row)), messages };
    const answers = messages.filter(({ author }) => author === 'agent').length;
    // A remark of the reader's and no fact: whoever reads at another place has read it, too.
    await this.ports.db.query(
      'UPDATE submission SET seen = greatest(seen, $3) WHERE workspace = $1 AND submission_id = $2',
      [...[who.workspace, id, answers]],
    );
    return own;
  }

  @Post(':id/replies')
  @Requires('submission.own')
  @ApiOperation({ summary: 'Write again; a closed one is open again, as long as the settings say' })
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  async reply(
    @CurrentPrincipal() principal: Principal,
    @Param('id', SubmissionId) id: string,
    @IdempotencyKey() key: string,
    @RequestId() requestId: string,
    @Body() { text }: ReplyBody,
  ): Promise<SubmissionMessage> {
    const row = await this.own(principal, id);
    return this.replying.reply({ principal, row, author: 'visitor', key, text, meta: metaOf(principal, requestId) });
  }

  @Post(':id/rating')
  @HttpCode(200)
  @Requires('submission.own')
  @ApiOperation({ summary: 'Rate how a closed one was dealt with; once' })
  async rate(
    @CurrentPrincipal() principal: Principal,
    @Param('id', SubmissionId) submissionId: string,
    @RequestId() requestId: string,
    @Body() { score, comment = '' }: RateBody,
  ): Promise<OwnSubmission> {
    const { workspace } = await this.own(principal, submissionId);
    const handled = await this.submissions.run({
      ...{ workspace, submissionId, command: { type: 'rate', score, comment } },
      meta: metaOf(principal, requestId),
    });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    const row = await this.own(principal, submissionId);
    return toOwnSubmission(row, await this.replying.mayReply(row));
  }

  /** A stranger's does not exist. */
  private async own({ workspace, id }: Principal, submissionId: string): Promise<SubmissionRow> {
    const row = await this.finding.row(workspace, submissionId);
    if (row.visitorId !== id) throw notFound('submission');
    return row;
  }
}
