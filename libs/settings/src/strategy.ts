// How an agent is chosen among the eligible (B4, B6), how the conversation is handed over, and at what pace (D7, D8, C8).
import { flag, members, oneOf, orNull, whole } from './check.js';
import type { Given } from './given.js';

/** /v1/settings/strategy. null: switched off. */
export interface StrategyDocument {
  readonly method: 'saturation' | 'round_robin' | 'least_loaded' | 'longest_idle';
  /** 0: a returning visitor is routed afresh. */
  readonly directReturnMinutes: number;
  /** The last agent of a visitor, if the last conversation is not older: asked first, or waited for. */
  readonly familiarity: Familiarity;
  /** `direct`: the conversation is the agent's at once. `offer`: the agent accepts it, or the next one is asked. */
  readonly offer: { readonly policy: 'direct' | 'offer'; readonly acceptSeconds: number };
  /** An agent who has not answered for so long loses the conversation to the next. */
  readonly firstResponseSeconds: number | null;
  /** Most new conversations for one agent within a minute. */
  readonly rampPerMinute: number | null;
  /** For so long after a close the slot stays held; 0: it is free at once. */
  readonly wrapUpSeconds: number;
  /** An agent is asked for only when the visitor has sent the first message (D9). */
  readonly waitForFirstMessage: boolean;
}

export interface Familiarity {
  readonly mode: 'off' | 'prefer' | 'wait';
  readonly days: number;
  /** How long a visitor waits for the familiar agent; of mode `wait`. */
  readonly waitSeconds: number;
}

export type GivenStrategy = Given<
  StrategyDocument,
  'familiarity' | 'offer' | 'firstResponseSeconds' | 'rampPerMinute' | 'wrapUpSeconds' | 'waitForFirstMessage'
>;

const WEEK = 7 * 24 * 60;
const HOUR = 3600;

export const strategyCheck = members(
  {
    method: oneOf('saturation', 'round_robin', 'least_loaded', 'longest_idle'),
    directReturnMinutes: whole(0, WEEK),
  },
  {
    familiarity: members({ mode: oneOf('off', 'prefer', 'wait'), days: whole(1, 365), waitSeconds: whole(1, HOUR) }),
    offer: members({ policy: oneOf('direct', 'offer'), acceptSeconds: whole(5, HOUR) }),
    firstResponseSeconds: orNull(whole(5, 24 * HOUR)),
    rampPerMinute: orNull(whole(1, 1000)),
    wrapUpSeconds: whole(0, HOUR),
    waitForFirstMessage: flag,
  },
);

export const completeStrategy = (given: GivenStrategy): StrategyDocument => ({
  familiarity: { mode: 'off', days: 7, waitSeconds: 60 },
  offer: { policy: 'direct', acceptSeconds: 30 },
  firstResponseSeconds: null,
  rampPerMinute: null,
  wrapUpSeconds: 0,
  waitForFirstMessage: false,
  ...given,
});
