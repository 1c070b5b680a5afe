// Why a rule did not apply, as a sentence that a person can check.
import type { Tried } from './match-rules.js';
import type { Condition, RoutingRule } from './routing-rules.js';

/** @param rules the list in which `tried` was found out */
export function whyNot(tried: Tried, rules: readonly RoutingRule[]): string {
  if (tried.why === 'switched_off') return 'It is switched off.';
  const condition = rules.find(({ id }) => id === tried.ruleId)?.conditions[tried.condition];
  const found = tried.found === null ? 'nothing known' : `“${tried.found}”`;
  return condition === undefined
    ? `Its condition on ${tried.field} does not hold.`
    : `It wants ${wanted(condition)}; there is ${found}.`;
}

function wanted(condition: Condition): string {
  return `${NAMES[condition.field]} ${condition.not ? 'not ' : ''}${told(condition)}`;
}

const NAMES: Readonly<Record<Condition['field'], string>> = {
  channel: 'the channel',
  language: 'the language',
  country: 'the country',
  page: 'the page',
  referrer: 'the page before',
  attribute: 'the attribute',
  custom_field: 'the field',
  vip: 'the VIP level',
  ip: 'the address',
  hour: 'the time',
};

function told(condition: Condition): string {
  switch (condition.field) {
    case 'vip':
      return `to be at least ${condition.atLeast}`;
    case 'hour':
      return `to be ${condition.from}–${condition.to} on ${condition.days.join(', ')}`;
    case 'attribute':
    case 'custom_field':
      return `${condition.name} to ${condition.op === 'present' ? 'be there' : compared(condition.op, condition.values)}`;
    case 'page':
    case 'referrer':
      return `to ${compared(condition.op, condition.values)}`;
    default:
      return `to be ${condition.values.join(' or ')}`;
  }
}

const compared = (op: 'is' | 'starts_with' | 'contains', values: readonly string[]): string =>
  `${{ is: 'be', starts_with: 'start with', contains: 'contain' }[op]} ${values.join(' or ')}`;
