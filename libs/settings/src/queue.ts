// The rules of the queue and what is said to those who wait (E2, E3).
import { fault, flag, inTurn, memberOf, members, named, oneOf, orNull, text, whole, type Check } from './check.js';
import type { Given } from './given.js';
import { language } from './language.js';
import { placeholders } from './template.js';

/** /v1/settings/queue, and a group's own. Seconds, whole numbers; null: no limit, or switched off. */
export interface QueueDocument {
  readonly enabled: boolean;
  readonly maxLength: number | null;
  /** So many for each slot of the agents who are online; with `maxLength`, the smaller one holds. */
  readonly maxPerSlot: number | null;
  /** Once full, nobody enters until so few are waiting: the queue does not open and close with every visitor. */
  readonly reopenAt: number | null;
  readonly maxWaitSeconds: number | null;
  /** So long before `maxWaitSeconds` ends, the visitor is warned. */
  readonly warnBeforeSeconds: number | null;
  /** How often a visitor may say "keep waiting", which starts the longest wait anew. */
  readonly keepWaiting: number;
  /** Nobody is overtaken more often than this by those who came later with a higher priority; null: no bound. */
  readonly maxOvertakes: number | null;
  readonly abandonAfterSeconds: number;
  /** Where those go who find the queue full, or have waited too long: along the group's chain, or as `submission` says. */
  readonly whenFull: Consequence;
  readonly whenTimedOut: Consequence;
  /** Template with {{position}} and {{ahead}}, shown on entry and when the position changes, if `messages` has no other. */
  readonly message: string;
  /** By language. An empty text: `message` instead of entry and position, and nothing instead of the others. */
  readonly messages: Readonly<Record<string, QueueMessages>>;
  /** How often the reassurance is said. */
  readonly reassuranceSeconds: number | null;
  /** What stands in the input field while waiting; empty: the widget's own words. */
  readonly placeholder: string;
  /** Whether a visitor may write while waiting. */
  readonly typing: boolean;
}

export type Consequence = 'submission' | 'overflow';

export interface QueueMessages {
  readonly entry: string;
  readonly position: string;
  readonly reassurance: string;
  readonly warning: string;
}

export type GivenQueue = Given<
  QueueDocument,
  | 'maxPerSlot'
  | 'reopenAt'
  | 'warnBeforeSeconds'
  | 'keepWaiting'
  | 'maxOvertakes'
  | 'whenFull'
  | 'whenTimedOut'
  | 'messages'
  | 'reassuranceSeconds'
  | 'placeholder'
  | 'typing'
>;

const DAY = 86_400;
const MOST = 100_000;

const template = inTurn(text(0, 2000), placeholders);
const consequence = oneOf('submission', 'overflow');

const form = members(
  {
    enabled: flag,
    maxLength: orNull(whole(0, MOST)),
    maxWaitSeconds: orNull(whole(1, DAY)),
    abandonAfterSeconds: whole(1, DAY),
    message: template,
  },
  {
    maxPerSlot: orNull(whole(1, 1000)),
    reopenAt: orNull(whole(0, MOST)),
    warnBeforeSeconds: orNull(whole(1, DAY)),
    keepWaiting: whole(0, 100),
    maxOvertakes: orNull(whole(1, 1000)),
    whenFull: consequence,
    whenTimedOut: consequence,
    messages: named(
      language,
      members({ entry: template, position: template, reassurance: template, warning: template }),
      50,
    ),
    reassuranceSeconds: orNull(whole(10, DAY)),
    placeholder: text(0, 200),
    typing: flag,
  },
);

/** What the members mean together. */
const together: Check = (value, pointer) => {
  const { maxLength, maxPerSlot, reopenAt, maxWaitSeconds, warnBeforeSeconds } = completeQueue(value as GivenQueue);
  const at = (name: string, code: string, message: string) => fault(memberOf(pointer, name), code, message);
  return [
    ...(reopenAt !== null && maxLength === null && maxPerSlot === null
      ? at('reopenAt', 'never_full', 'a queue without a greatest length is never full, so it never opens again')
      : []),
    ...(reopenAt !== null && maxLength !== null && reopenAt >= maxLength
      ? at('reopenAt', 'not_below_length', 'must be smaller than maxLength')
      : []),
    ...(warnBeforeSeconds !== null && maxWaitSeconds !== null && warnBeforeSeconds >= maxWaitSeconds
      ? at('warnBeforeSeconds', 'not_before_timeout', 'must be shorter than maxWaitSeconds')
      : []),
  ];
};

export const queueCheck = inTurn(form, together);

export const completeQueue = (given: GivenQueue): QueueDocument => ({
  maxPerSlot: null,
  reopenAt: null,
  warnBeforeSeconds: null,
  keepWaiting: 0,
  maxOvertakes: null,
  whenFull: 'submission',
  whenTimedOut: 'submission',
  messages: {},
  reassuranceSeconds: null,
  placeholder: '',
  typing: true,
  ...given,
});
