// What every method looks at, and the shape of a method. One file beside this is one method (B4).
import type { Instant } from '@frontdesk/kernel';
import type { TieBreak } from '../reason.js';

export interface Burden {
  readonly agentId: string;
  readonly load: number;
  readonly limit: number;
  readonly idleSince: Instant;
  /** Of account creation; the id decides among equals. */
  readonly order: number;
}

export interface MethodRules {
  /** Total, and in integers and code units only: the same on every machine. Negative: `a` is taken first. */
  readonly compare: (a: Burden, b: Burden) => number;
  /** What set the chosen one apart from the first runner-up. */
  readonly tieBreak: (chosen: Burden, runnerUp: Burden) => TieBreak;
}
