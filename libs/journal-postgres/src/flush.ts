// One group of appends in one transaction. Appends are judged one after another against the same heads, so a refusal
// (conflict, duplicate, fenced) costs the others nothing. There are four ways, the cheapest first:
//
//   at once   one statement: lock lanes, check every head, write all              every head is known, nobody has rows
//   certain   BEGIN with the first row ─▶ run rows ─▶ write all with COMMIT       every head is known
//   hopeful   BEGIN + lock lanes ─▶ judge, run rows ─▶ write all ─▶ COMMIT
//   careful   BEGIN + lock lanes ─▶ read heads ─▶ judge, run rows in savepoints ─▶ write all ─▶ COMMIT
//
// All but the last take heads from what this journal wrote last (KnownHeads), and the write proves them right or
// fails as a whole. They stand only if every append of the group is accepted. Whatever else comes up (a refusal, a row
// that throws, a key that is taken) rolls the group back and runs it again, carefully: there the heads are read under
// the locks, and a savepoint holds a failing row to its append. Refusals are rare; a read and two savepoint round trips
// for every append would not be.
import { AssertionFailed } from '@frontdesk/kernel';
import { brokeTransaction, Doubted, lostARace, toAnswer } from './failures.js';
import { GroupRun } from './group-run.js';
import type { FlushContext, Outcome, Pending } from './pending.js';

const MOST_ATTEMPTS = 5;

/** Answers to everyone in the group; never rejects. */
export async function flushGroup(context: FlushContext, group: readonly Pending[]): Promise<void> {
  let careful = false;
  for (let attempt = 1; ; attempt++) {
    const run = new GroupRun(context, group, careful);
    try {
      await run.transact();
      return answerAll(group, run.outcomes, null);
    } catch (error) {
      if (!(error instanceof Doubted)) context.known.forget(lostARace(error));
      const again = lostARace(error) || (!careful && (error instanceof Doubted || brokeTransaction(error)));
      if (!again || attempt === MOST_ATTEMPTS) return answerAll(group, run.outcomes, error);
      careful = true;
    }
  }
}

/** With an error, refusals stay as they are (nothing of them was to be written); everyone else gets the error. */
function answerAll(group: readonly Pending[], outcomes: ReadonlyMap<Pending, Outcome>, error: unknown): void {
  for (const pending of group) {
    const outcome = outcomes.get(pending);
    const toWrite = outcome === undefined || ('answer' in outcome && outcome.answer.outcome === 'appended');
    if (error !== null && toWrite) pending.reject(toAnswer(error));
    else if (outcome === undefined) pending.reject(new AssertionFailed('a group left an append unanswered'));
    else if ('error' in outcome) pending.reject(outcome.error);
    else pending.resolve(outcome.answer);
  }
}
