// How an agent is chosen among the eligible (B4) and for how long a visitor returns to the same one (B6).
import { members, oneOf, whole } from './check.js';

/** /v1/settings/strategy */
export interface StrategyDocument {
  readonly method: 'saturation';
  /** 0: a returning visitor is routed afresh. */
  readonly directReturnMinutes: number;
}

const WEEK = 7 * 24 * 60;

export const strategyCheck = members({ method: oneOf('saturation'), directReturnMinutes: whole(0, WEEK) });
