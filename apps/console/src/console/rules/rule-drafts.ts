// Rules and conditions as they begin in the form.
import type { Condition, RoutingRule } from '@frontdesk/contracts';

export const FIELDS = [
  ...(['language', 'page', 'referrer', 'channel', 'country', 'ip', 'hour'] as const),
  ...(['vip', 'attribute', 'custom_field'] as const),
] as const satisfies readonly Condition['field'][];

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The id stands in decisions for ever, so it is never used again: it counts on from the highest. */
export function newRule(rules: readonly RoutingRule[]): RoutingRule {
  const numbers = rules.map(({ id }) => Number(/^rule-(\d+)$/u.exec(id)?.[1] ?? 0));
  const n = Math.max(0, ...numbers) + 1;
  const result = { groupId: null, agentId: null, priority: 0, skills: {}, mode: null, submission: false };
  return { id: `rule-${String(n)}`, name: '', enabled: true, conditions: [], result };
}

export function emptyCondition(field: Condition['field']): Condition {
  switch (field) {
    case 'channel':
    case 'language':
    case 'country':
    case 'ip':
      return { field, values: [], not: false };
    case 'page':
    case 'referrer':
      return { field, op: 'contains', values: [], not: false };
    case 'attribute':
    case 'custom_field':
      return { field, name: '', op: 'is', values: [], not: false };
    case 'vip':
      return { field, atLeast: 1, not: false };
    case 'hour':
      return { field, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', not: false };
  }
}

/** The form's path of a member of a rule. */
export const ruleIn = (index: number, member: string): string => `rules.${String(index)}.${member}`;
