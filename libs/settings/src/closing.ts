// What becomes of those who still wait when the hours end (H3).
import { fault, inTurn, memberOf, members, named, oneOf, text, type Check } from './check.js';
import { language } from './language.js';

export interface Closing {
  /**
   * `finish`: the queue is served to its end by whoever is still there. `submission`: each of them is offered to leave
   * one. `message`: the conversation ends, with these words.
   */
  readonly then: 'finish' | 'submission' | 'message';
  readonly message: string;
  /** By language, instead of `message`. */
  readonly messages: Readonly<Record<string, string>>;
}

const NOTHING_SPECIAL: Closing = { then: 'finish', message: '', messages: {} };

const form = members({
  then: oneOf('finish', 'submission', 'message'),
  message: text(0, 2000),
  messages: named(language, text(1, 2000), 50),
});

const worded: Check = (value, pointer) => {
  const { then, message } = value as Closing;
  if (then !== 'message' || message.trim() !== '') return [];
  return fault(memberOf(pointer, 'message'), 'too_short', 'says why the conversation ends');
};

export const closingCheck = inTurn(form, worded);

export const completeClosing = (given: Closing | undefined): Closing => given ?? NOTHING_SPECIAL;
