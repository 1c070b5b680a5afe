// Which routing rule a visitor falls under, and why each one before it does not apply (B7). The same answer decides for
// real visitors and explains for made-up ones.
import { unreachable } from '@frontdesk/kernel';
import { WEEKDAYS, type Weekday } from './hours.js';
import { isLanguage } from './language.js';
import type { Condition, RoutingRule, TextOp } from './routing-rules.js';

/** What rules may look at. What needs knowledge of the world (zones, address ranges) is worked out before. */
export interface RuleVisitor {
  readonly channel: string;
  readonly language: string | null;
  /** Whole addresses. */
  readonly page: string | null;
  readonly referrer: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly customFields: Readonly<Record<string, string | number | boolean>>;
  /** 0: no VIP. */
  readonly vip: number;
  /** Two capitals, as in rules; null: not known. */
  readonly country: string | null;
  /** Those of the rules' own address ranges that hold the visitor's address (see `rangesOf`). */
  readonly ranges: readonly string[];
  /** The workspace's clock, "HH:MM". */
  readonly weekday: Weekday;
  readonly time: string;
}

/** Why a rule before the matching one did not apply: it is switched off, or the first of its conditions that failed. */
export type Tried =
  | { readonly ruleId: string; readonly why: 'switched_off' }
  | {
      readonly ruleId: string;
      readonly why: 'condition_failed';
      /** Counts from 0 in the rule's list. */
      readonly condition: number;
      readonly field: Condition['field'];
      /** What the visitor has there; null: nothing, or nothing known. */
      readonly found: string | null;
    };

export interface RuleMatch {
  readonly matched: RoutingRule | null;
  readonly tried: readonly Tried[];
}

/** O(rules up to the match). Never looks past it: a later rule has no say. */
export function matchRules(rules: readonly RoutingRule[], visitor: RuleVisitor): RuleMatch {
  const tried: Tried[] = [];
  for (const rule of rules) {
    const failed = failureOf(rule, visitor);
    if (failed === null) return { matched: rule, tried };
    tried.push(failed);
  }
  return { matched: null, tried };
}

/** Every address range that the rules name, each once: a shell tells which of them hold the visitor's address. */
export const rangesOf = (rules: readonly RoutingRule[]): readonly string[] => [
  ...new Set(rules.flatMap(({ conditions }) => conditions.flatMap((one) => (one.field === 'ip' ? one.values : [])))),
];

function failureOf({ id, enabled, conditions }: RoutingRule, visitor: RuleVisitor): Tried | null {
  if (!enabled) return { ruleId: id, why: 'switched_off' };
  const condition = conditions.findIndex((one) => holds(one, visitor) === one.not);
  const failed = conditions[condition];
  if (failed === undefined) return null;
  return { ruleId: id, why: 'condition_failed', condition, field: failed.field, found: foundFor(failed, visitor) };
}

function holds(condition: Condition, visitor: RuleVisitor): boolean {
  switch (condition.field) {
    case 'channel':
      return condition.values.includes(visitor.channel);
    case 'language': {
      const { language } = visitor;
      return language !== null && condition.values.some((wanted) => isLanguage(language, wanted));
    }
    case 'country':
      return visitor.country !== null && condition.values.includes(visitor.country);
    case 'page':
    case 'referrer':
      return compare(visitor[condition.field], condition.op, condition.values);
    case 'attribute':
    case 'custom_field':
      return compare(foundFor(condition, visitor), condition.op, condition.values);
    case 'vip':
      return visitor.vip >= condition.atLeast;
    case 'ip':
      return condition.values.some((range) => visitor.ranges.includes(range));
    case 'hour':
      return isWithin(condition, visitor);
    default:
      return unreachable(condition);
  }
}

function foundFor(condition: Condition, visitor: RuleVisitor): string | null {
  switch (condition.field) {
    case 'channel':
    case 'language':
    case 'country':
    case 'page':
    case 'referrer':
      return visitor[condition.field];
    case 'attribute':
      return memberText(visitor.attributes, condition.name);
    case 'custom_field':
      return memberText(visitor.customFields, condition.name);
    case 'vip':
      return String(visitor.vip);
    case 'ip':
      return visitor.ranges.length === 0 ? null : visitor.ranges.join(', ');
    case 'hour':
      return `${visitor.weekday} ${visitor.time}`;
    default:
      return unreachable(condition);
  }
}

/** `hasOwn`: a name comes from outside, and `constructor` is no attribute. */
const memberText = (members: Readonly<Record<string, string | number | boolean>>, name: string): string | null =>
  Object.hasOwn(members, name) ? String(members[name]) : null;

function compare(found: string | null, op: TextOp | 'present', values: readonly string[]): boolean {
  if (found === null) return false;
  const text = found.toLowerCase();
  const wanted = values.map((value) => value.toLowerCase());
  switch (op) {
    case 'present':
      return true;
    case 'is':
      return wanted.includes(text);
    case 'starts_with':
      return wanted.some((value) => text.startsWith(value));
    case 'contains':
      return wanted.some((value) => text.includes(value));
    default:
      return unreachable(op);
  }
}

/** "HH:MM" sorts as text just as it does as time. `from` equal to `to` is the whole day. */
function isWithin(
  { days, from, to }: Extract<Condition, { field: 'hour' }>,
  { weekday, time }: Pick<RuleVisitor, 'weekday' | 'time'>,
): boolean {
  if (from < to) return days.includes(weekday) && from <= time && time < to;
  // Over midnight: what is left of yesterday's span belongs to yesterday.
  return (days.includes(weekday) && from <= time) || (days.includes(dayBefore(weekday)) && time < to);
}

const dayBefore = (day: Weekday): Weekday => WEEKDAYS[(WEEKDAYS.indexOf(day) + 6) % 7] ?? 'mon';
