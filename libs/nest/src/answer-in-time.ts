// Nobody waits for ever for a database that is silent: a request without an answer has somebody look whether the database
// lives, and if not, it is told to come again. Slow is not dead: whoever lives is waited for.
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { EMPTY, from, mergeMap, race, repeat, throwError, timer, type Observable } from 'rxjs';
import { ProblemException } from './problem.js';

const LATE =
  'The database does not answer right now, and it is not known whether this was done. Try again with the same key.';

export class AnswerInTime implements NestInterceptor {
  private looking: Promise<boolean> | null = null;

  /** @param lives looks at the database by a connection of its own, within a bounded time */
  constructor(
    private readonly lookAfterMs: number,
    private readonly lives: () => Promise<boolean>,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // Events come again by themselves, and a socket has no one answer.
    if (context.getType() !== 'http') return next.handle();
    const silent = timer(this.lookAfterMs).pipe(
      mergeMap(() => from(this.look())),
      mergeMap((lives) => (lives ? EMPTY : throwError(() => new ProblemException('unavailable', LATE)))),
      repeat(),
    );
    return race(next.handle(), silent);
  }

  /** One look for all who wait. */
  private look(): Promise<boolean> {
    this.looking ??= this.lives().finally(() => (this.looking = null));
    return this.looking;
  }
}
