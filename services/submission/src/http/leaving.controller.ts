// What a visitor is asked for, and leaving it.
import type { Principal, SubmissionFormView, SubmissionReceipt } from '@frontdesk/contracts';
import { Answers, ClientAddress, CurrentPrincipal, IdempotencyKey, Requires } from '@frontdesk/nest';
import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Leaving } from '../commands/leaving.js';
import { Forms } from '../reads/forms.js';
import { FormQuery, LeaveBody } from './bodies.js';
import { DefaultGroup, metaOf, RequestId } from './request.js';

@ApiTags('submissions')
@Controller('v1/submissions')
export class LeavingController {
  constructor(
    @Inject(Leaving) private readonly leaving: Leaving,
    @Inject(Forms) private readonly forms: Forms,
  ) {}

  @Get('form')
  @Requires('submission.leave')
  @Answers('SubmissionFormView')
  @ApiOperation({ summary: 'What is asked for here, in one language, and whether it is offered at all' })
  form(
    @CurrentPrincipal() principal: Principal,
    @DefaultGroup() defaultGroup: string,
    @Query() query: FormQuery,
  ): Promise<SubmissionFormView> {
    return this.forms.of(principal, defaultGroup, query);
  }

  @Post()
  @Requires('submission.leave')
  @Answers('SubmissionReceipt')
  @ApiOperation({ summary: 'Leave a message; it is stored when this answers' })
  leave(
    @CurrentPrincipal() principal: Principal,
    @DefaultGroup() defaultGroup: string,
    @IdempotencyKey() key: string,
    @RequestId() requestId: string,
    @ClientAddress() address: string,
    @Body() body: LeaveBody,
  ): Promise<SubmissionReceipt> {
    return this.leaving.leave({ principal, defaultGroup, address, key, body, meta: metaOf(principal, requestId) });
  }
}
