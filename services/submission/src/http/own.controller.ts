// The visitor's own submissions: what became of them, the answers, going on with them, and a rating at the end.
import {
  ratingFaults,
  type OwnSubmission,
  type Principal,
  type RatingDocument,
  type SubmissionMessage,
} from '@frontdesk/contracts';
import {
  Answers,
  CurrentPrincipal,
  IdempotencyKey,
  notFound,
  PORTS,
  ProblemException,
  Requires,
  type ServicePorts,
} from '@frontdesk/nest';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Replying } from '../commands/replying.js';
import { problemFor, Submissions } from '../commands/submissions.js';
import { Finding } from '../reads/finding.js';
import { askedTemplate, openUntilOf } from '../reads/rating.js';
import { Rules } from '../reads/rules.js';
import { toOwnSubmission } from '../reads/submission-views.js';
import { Threads } from '../reads/thread.js';
import type { SubmissionRow } from '../rows/submission-row.js';
import { RateBody, ReplyBody } from './bodies.js';
import { metaOf, RequestId, SubmissionId } from './request.js';

const MOST = 50;
const MINUTE_MS = 60_000;

@ApiTags('submissions')
@Controller('v1/submissions/mine')
export class OwnController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Finding) private readonly finding: Finding,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Replying) private readonly replying: Replying,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(Rules) private readonly rules: Rules,
  ) {}

  @Get()
  @Requires('submission.own')
  @Answers('OwnSubmissionList')
  @ApiOperation({ summary: 'What the visitor has left, the newest first, with how many answers they have not seen' })
  async list(@CurrentPrincipal() { workspace, id }: Principal): Promise<{ data: readonly OwnSubmission[] }> {
    const rows = await this.finding.ownRows(workspace, id, MOST);
    const ratings = await this.rules.rating(workspace);
    return { data: await Promise.all(rows.map((row) => this.viewOf(row, ratings))) };
  }

  @Get(':id')
  @Requires('submission.own')
  @Answers('OwnSubmission')
  @ApiOperation({ summary: 'One of them with all messages, which count as seen from now on' })
  async read(@CurrentPrincipal() who: Principal, @Param('id', SubmissionId) id: string): Promise<OwnSubmission> {
    const row = await this.own(who, id);
    const { messages } = await this.threads.of(who.workspace, id);
    const own = { ...(await this.viewOf(row)), messages };
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
  @Answers('SubmissionMessage')
  @ApiOperation({ summary: 'Write again; a closed one is open again, as long as the settings say' })
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
  @Answers('OwnSubmission')
  @ApiOperation({
    summary: 'Rate how a closed one was dealt with, or rate it anew; the same rating again changes nothing',
  })
  async rate(
    @CurrentPrincipal() principal: Principal,
    @Param('id', SubmissionId) submissionId: string,
    @RequestId() requestId: string,
    @Body() { score, tags = [], comment, text = comment, solved = null }: RateBody,
  ): Promise<OwnSubmission> {
    const row = await this.own(principal, submissionId);
    const { workspace } = row;
    const template = askedTemplate(await this.rules.rating(workspace), row.groupId);
    if (template === null)
      throw new ProblemException('rating_not_open', 'Here nothing is rated; see the settings of ratings.');
    const answer = { score, tags, text: text?.trim() || null, solved };
    const errors = ratingFaults(template, answer);
    if (errors.length > 0) throw new ProblemException('invalid_rating', 'This is no answer to what was asked.', errors);
    const { id: templateId, kind, changeMinutes } = template;
    const handled = await this.submissions.run({
      ...{ workspace, submissionId, meta: metaOf(principal, requestId) },
      command: {
        ...{ type: 'rate', rating: { templateId, kind, ...answer }, at: this.ports.clock.now() },
        ...{ openUntil: openUntilOf(template, row), changeMs: changeMinutes * MINUTE_MS },
      },
    });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    return this.viewOf(await this.own(principal, submissionId));
  }

  private async viewOf(row: SubmissionRow, known?: RatingDocument): Promise<OwnSubmission> {
    const ratings = known ?? (await this.rules.rating(row.workspace));
    return toOwnSubmission(row, {
      ...{ ratings, mayReply: await this.replying.mayReply(row), now: this.ports.clock.now() },
    });
  }

  /** A stranger's does not exist. */
  private async own({ workspace, id }: Principal, submissionId: string): Promise<SubmissionRow> {
    const row = await this.finding.row(workspace, submissionId);
    if (row.visitorId !== id) throw notFound('submission');
    return row;
  }
}
