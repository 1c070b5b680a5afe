// Why it was decided so (D6): how it came about, who could not be chosen, and what set the chosen one apart.
import type { Instant } from '@frontdesk/kernel';

/** How an assignment came about. `freed`: by anything that freed or added capacity, or brought the visitor back. */
export type AssignmentCause =
  | 'arrival'
  | 'direct_return'
  | 'familiar'
  | 'designated'
  | 'freed'
  | 'overflow'
  | 'pull'
  | 'offer_accepted'
  | 'assigned_by_staff';

/** Agents of the group who could not take it, by reason; the first that applies, in this order. */
export interface Excluded {
  readonly offline: number;
  readonly busy: number;
  readonly full: number;
  /** Absent means 0, here and below. Online, without the skills that are asked for. */
  readonly skill?: number;
  /** Refused, let lapse or lost this very conversation. */
  readonly excluded?: number;
  /** Were given as many as they may be within a minute (D8). */
  readonly ramp?: number;
  /** Full only because of a wrap-up (C8). */
  readonly wrap_up?: number;
  /** Could have taken it, but the group is off duty. */
  readonly off_duty?: number;
}

/** One agent who was eligible, as the choice saw them (before the assignment). */
export interface Candidate {
  readonly agentId: string;
  readonly load: number;
  readonly limit: number;
  readonly idleSince: Instant;
  /** Of account creation; told by `round_robin`. */
  readonly order?: number;
  /** In this group; told where it is not 1. */
  readonly preference?: number;
}

/** Why it was decided so (D6): enough to explain without the full table, which a fold to this position gives. */
export interface Reason {
  readonly ruleVersion: number;
  readonly settingsVersion: number;
  readonly ruleId: string | null;
  readonly excluded: Excluded;
  /** The chosen agent first, then up to five runners-up in the order of the method; empty when nobody was eligible. */
  readonly candidates: readonly Candidate[];
  /** What set the chosen one apart from the first runner-up. */
  readonly tieBreak: TieBreak | null;
}

/** `named`: by rule, by command, or because they know the visitor. `preference` comes before every method (B2). */
export type TieBreak =
  'only_candidate' | 'saturation' | 'longest_idle' | 'id' | 'named' | 'preference' | 'least_loaded' | 'round_robin';
