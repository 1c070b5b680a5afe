// What a problem's `type` link leads to.
import { notFound, Requires, statusOf } from '@frontdesk/nest';
import { Controller, Get, Param } from '@nestjs/common';

@Controller('problems')
export class ProblemPages {
  @Get(':code')
  @Requires('meta.read')
  show(@Param('code') code: string): { code: string; status: number; text: string } {
    if (!/^[a-z_]{1,60}$/.test(code)) throw notFound('problem');
    return {
      code,
      status: statusOf(code),
      text: `The API answers ${statusOf(code)} with the code ${code}; its detail says what to do.`,
    };
  }
}
