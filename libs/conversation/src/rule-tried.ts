// Why a routing rule before the matching one did not apply: told with what begins a conversation, first or again.

export interface RuleTried {
  readonly ruleId: string;
  readonly why: 'switched_off' | 'condition_failed';
  /** Which of its conditions failed, counted from 0, what it looks at, and what the visitor has there; null: nothing. */
  readonly condition?: number;
  readonly field?: string;
  readonly found?: string | null;
}
