// Nobody waits for ever: a request that has no answer in time is told to come again. What it began goes on; a repetition
// with its key finds out what became of it.
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { throwError, timeout, type Observable } from 'rxjs';
import { ProblemException } from './problem.js';

const LATE = 'There is no answer in time, and it is not known whether this was done. Try again with the same key.';

export class AnswerInTime implements NestInterceptor {
  constructor(private readonly withinMs: number) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // Events come again by themselves, and a socket has no one answer.
    if (context.getType() !== 'http') return next.handle();
    const late = (): Observable<never> => throwError(() => new ProblemException('unavailable', LATE));
    return next.handle().pipe(timeout({ first: this.withinMs, with: late }));
  }
}
