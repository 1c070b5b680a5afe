// The desk: finding submissions, and the work on one.
import type { Principal, SubmissionDetail, SubmissionMessage, SubmissionView } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, IdempotencyKey, ProblemException, Requires, pageLimit } from '@frontdesk/nest';
import type { SubmissionCommand } from '@frontdesk/submission';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Replying } from '../commands/replying.js';
import { problemFor, Submissions } from '../commands/submissions.js';
import { Taking } from '../reads/taking.js';
import { Finding, type SubmissionList } from '../reads/finding.js';
import { Rules } from '../reads/rules.js';
import { Threads } from '../reads/thread.js';
import { AssignSubmissionBody, ListSubmissionsQuery, ReplyBody } from './bodies.js';
import { metaOf, RequestId, SubmissionId } from './request.js';

const Id = () => Param('id', SubmissionId);

@ApiTags('submissions')
@Controller('v1/submissions')
export class DeskController {
  constructor(
    @Inject(Finding) private readonly finding: Finding,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Replying) private readonly replying: Replying,
    @Inject(Taking) private readonly taking: Taking,
    @Inject(Submissions) private readonly submissions: Submissions,
  ) {}

  @Get()
  @Requires('submission.read')
  @Answers('SubmissionPage')
  @ApiOperation({ summary: 'Submissions that count, the newest first' })
  list(
    @CurrentPrincipal() { workspace }: Principal,
    @Query() { limit, cursor, ...filter }: ListSubmissionsQuery,
  ): Promise<SubmissionList> {
    return this.finding.page(workspace, filter, pageLimit(limit, 50), cursor);
  }

  @Get(':id')
  @Requires('submission.read')
  @Answers('SubmissionDetail')
  @ApiOperation({ summary: 'One submission with its messages and everything that happened to it' })
  async read(@CurrentPrincipal() { workspace }: Principal, @Id() id: string): Promise<SubmissionDetail> {
    const view = await this.finding.view(workspace, id);
    return { ...view, ...(await this.threads.of(workspace, id)) };
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Requires('submission.answer')
  @Answers('SubmissionView')
  @ApiOperation({ summary: 'Take it; taking twice is taking once' })
  async accept(
    @CurrentPrincipal() who: Principal,
    @Id() id: string,
    @RequestId() request: string,
  ): Promise<SubmissionView> {
    await this.taking.mustBeAllowed(who, await this.finding.row(who.workspace, id));
    return this.work(who, id, request, { type: 'accept', by: who.id });
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Requires('submission.assign')
  @Answers('SubmissionView')
  @ApiOperation({ summary: 'Say whose it is' })
  async assign(
    @CurrentPrincipal() who: Principal,
    @Id() id: string,
    @RequestId() request: string,
    @Body() { agentId }: AssignSubmissionBody,
  ): Promise<SubmissionView> {
    if (!(await this.rules.isAgent(who.workspace, agentId))) {
      const unknown = { pointer: '/agentId', code: 'unknown_agent', message: 'There is no such agent.' };
      throw new ProblemException('invalid_body', 'This names an agent who is not known.', [unknown]);
    }
    return this.work(who, id, request, { type: 'assign', agentId, how: 'named', by: who.id });
  }

  @Post(':id/replies')
  @Requires('submission.answer')
  @Answers('SubmissionMessage')
  @ApiOperation({ summary: 'Answer the visitor; whoever answers what nobody has taken has taken it' })
  async reply(
    @CurrentPrincipal() principal: Principal,
    @Id() id: string,
    @IdempotencyKey() key: string,
    @RequestId() request: string,
    @Body() { text }: ReplyBody,
  ): Promise<SubmissionMessage> {
    const row = await this.finding.row(principal.workspace, id);
    if (row.status === 'confirmed') await this.taking.mustBeAllowed(principal, row);
    return this.replying.reply({ principal, row, author: 'agent', key, text, meta: metaOf(principal, request) });
  }

  @Post(':id/close')
  @HttpCode(200)
  @Requires('submission.close')
  @Answers('SubmissionView')
  @ApiOperation({ summary: 'It has been dealt with; closing twice is closing once' })
  close(@CurrentPrincipal() who: Principal, @Id() id: string, @RequestId() request: string): Promise<SubmissionView> {
    return this.work(who, id, request, { type: 'close', by: who.id });
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Requires('submission.answer')
  @Answers('SubmissionView')
  @ApiOperation({ summary: 'It has not been dealt with after all' })
  reopen(@CurrentPrincipal() who: Principal, @Id() id: string, @RequestId() request: string): Promise<SubmissionView> {
    return this.work(who, id, request, { type: 'reopen', by: who.id });
  }

  private async work(
    who: Principal,
    submissionId: string,
    requestId: string,
    command: SubmissionCommand,
  ): Promise<SubmissionView> {
    const { workspace } = who;
    const handled = await this.submissions.run({ workspace, submissionId, command, meta: metaOf(who, requestId) });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    return this.finding.view(workspace, submissionId);
  }
}
