// What a problem's `type` link leads to.
import type { ProblemPage } from '@frontdesk/contracts';
import { Answers, notFound, problemKind, Requires, titleOf } from '@frontdesk/nest';
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
    const kind = problemKind(code);
    if (kind === null) throw notFound('problem');
    return { code, title: titleOf(kind.status), ...kind };
  }
}
