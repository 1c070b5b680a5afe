// What a problem's `type` link leads to.
import type { ProblemPage } from '@frontdesk/contracts';
import { Answers, notFound, Requires, statusOf, titleOf } from '@frontdesk/nest';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('meta')
@Controller('problems')
export class ProblemPages {
  @Get(':code')
  @Requires('meta.read')
  @Answers('ProblemPage')
  @ApiOperation({ summary: 'What the code of a problem means' })
  show(@Param('code') code: string): ProblemPage {
    if (!/^[a-z_]{1,60}$/.test(code)) throw notFound('problem');
    return {
      code,
      status: statusOf(code),
      title: titleOf(statusOf(code)),
      text: `The API answers ${statusOf(code)} with the code ${code}; its detail says what to do.`,
    };
  }
}
