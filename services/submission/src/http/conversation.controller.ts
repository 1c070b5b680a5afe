// A submission whose visitor is back becomes a conversation of the agent who asks for it (G5).
import type { Principal, SubmissionConversation } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, PORTS, ProblemException, Requires, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { problemFor, Submissions } from '../commands/submissions.js';
import { Finding } from '../reads/finding.js';
import { metaOf, RequestId, SubmissionId } from './request.js';

@ApiTags('submissions')
@Controller('v1/submissions')
export class ConversationController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Finding) private readonly finding: Finding,
    @Inject(Submissions) private readonly submissions: Submissions,
  ) {}

  @Post(':id/conversation')
  @Requires('submission.answer')
  @Answers('SubmissionConversation')
  @ApiOperation({ summary: 'Speak with the visitor, who is here: a conversation begins, and the submission is closed' })
  async begin(
    @CurrentPrincipal() principal: Principal,
    @Param('id', SubmissionId) submissionId: string,
    @RequestId() requestId: string,
  ): Promise<SubmissionConversation> {
    const { workspace, id: by } = principal;
    const { visitorId } = await this.finding.row(workspace, submissionId);
    const here = await this.ports.leases.leases({ workspace, kind: 'visitor', id: visitorId });
    if (here.length === 0)
      throw new ProblemException('visitor_left', 'The visitor is not here now. Reply instead: they find it later.');
    const conversationId = this.ports.ids.next();
    const handled = await this.submissions.run({
      ...{ workspace, submissionId, command: { type: 'converse', conversationId, by } },
      meta: metaOf(principal, requestId),
    });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    return { conversationId };
  }
}
