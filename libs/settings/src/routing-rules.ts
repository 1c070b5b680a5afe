// Where a visitor is sent before anybody is looked for: an ordered list, of which the first rule that matches counts (B7).
import {
  distinct,
  distinctBy,
  fault,
  flag,
  form,
  inTurn,
  isObject,
  listOf,
  memberOf,
  members,
  oneOf,
  orNull,
  text,
  whole,
  type Check,
} from './check.js';
import { skillLevels } from './agent.js';
import type { Given } from './given.js';
import { WEEKDAYS, type Weekday } from './hours.js';
import { clockTime } from './intervals.js';
import { identifier } from './identifier.js';
import { language } from './language.js';

/** /v1/settings/routing-rules */
export interface RoutingRulesDocument {
  readonly rules: readonly RoutingRule[];
}

export interface RoutingRule {
  /** Stands in decisions and explanations. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** All of them must hold; none: the rule matches everybody. */
  readonly conditions: readonly Condition[];
  readonly result: RuleResult;
}

/** `not` turns a condition round. Texts are compared without regard to capitals. */
export type Condition = { readonly not: boolean } & (
  | { readonly field: 'channel' | 'language' | 'country'; readonly values: readonly string[] }
  | { readonly field: 'page' | 'referrer'; readonly op: TextOp; readonly values: readonly string[] }
  | {
      readonly field: 'attribute' | 'custom_field';
      readonly name: string;
      /** `present` looks at no values. */
      readonly op: TextOp | 'present';
      readonly values: readonly string[];
    }
  | { readonly field: 'vip'; readonly atLeast: number }
  /** Ranges of addresses (CIDR), or single ones. */
  | { readonly field: 'ip'; readonly values: readonly string[] }
  /** Half-open [from, to) by the workspace's clock; over midnight where `from` is later, of the day it began on. */
  | { readonly field: 'hour'; readonly days: readonly Weekday[]; readonly from: string; readonly to: string }
);

export type TextOp = 'is' | 'starts_with' | 'contains';

/** What the rule settles; null, 0 and {}: as it would be without the rule. At least one member says something. */
export interface RuleResult {
  readonly groupId: string | null;
  readonly agentId: string | null;
  /** Added to the visitor's place in line: higher is served first. */
  readonly priority: number;
  readonly skills: Readonly<Record<string, number>>;
  readonly mode: 'real_time' | 'asynchronous' | null;
  /** The visitor leaves a message instead; nothing else can be said beside it. */
  readonly submission: boolean;
}

type GivenCondition = Condition extends infer One ? (One extends Condition ? Given<One, 'not'> : never) : never;

export interface GivenRoutingRules {
  readonly rules: readonly (Omit<RoutingRule, 'conditions' | 'result'> & {
    readonly conditions: readonly GivenCondition[];
    readonly result: Partial<RuleResult>;
  })[];
}

const values = (check: Check): Check => inTurn(listOf(check, 100), distinct, notEmpty);

function notEmpty(value: unknown, pointer: string): ReturnType<Check> {
  return (value as readonly unknown[]).length === 0 ? fault(pointer, 'too_few', 'must have at least one entry') : [];
}

const word = text(1, 500);
const op = oneOf('is', 'starts_with', 'contains');
const country = form(/^[A-Z]{2}$/, 2, 'not_a_country', 'must be two capitals like DE');
// Only its form: which addresses it holds is known to whoever reads them.
const range = form(/^[0-9A-Fa-f:.]+(\/\d{1,3})?$/, 49, 'not_a_range', 'must be a range like 192.0.2.0/24');
const of = (checks: Readonly<Record<string, Check>>): Check =>
  members({ field: text(1, 40), ...checks }, { not: flag });

const attribute = of({
  name: text(1, 100),
  op: oneOf('is', 'starts_with', 'contains', 'present'),
  values: listOf(word, 100),
});

const compared: Check = (value, pointer) => {
  const { op, values } = value as Extract<Condition, { op: unknown }>;
  const at = memberOf(pointer, 'values');
  if (op === 'present')
    return values.length > 0 ? fault(at, 'not_compared', 'must be empty: only presence counts') : [];
  return notEmpty(values, at);
};

const CONDITIONS: Readonly<Record<Condition['field'], Check>> = {
  channel: of({ values: values(identifier) }),
  language: of({ values: values(language) }),
  country: of({ values: values(country) }),
  page: of({ op, values: values(word) }),
  referrer: of({ op, values: values(word) }),
  attribute: inTurn(attribute, compared),
  custom_field: inTurn(attribute, compared),
  vip: of({ atLeast: whole(1, 100) }),
  ip: of({ values: values(range) }),
  hour: of({ days: values(oneOf(...WEEKDAYS)), from: clockTime, to: clockTime }),
};

const isField = (field: unknown): field is Condition['field'] =>
  typeof field === 'string' && Object.hasOwn(CONDITIONS, field);

const condition: Check = (value, pointer) => {
  if (!isObject(value)) return fault(pointer, 'not_an_object', 'must be an object');
  const { field } = value;
  if (isField(field)) return CONDITIONS[field](value, pointer);
  return fault(memberOf(pointer, 'field'), 'unknown_choice', `must be one of ${Object.keys(CONDITIONS).join(', ')}`);
};

const telling: Check = (value, pointer) => {
  const { groupId, agentId, priority, skills, mode, submission } = completeResult(value as Partial<RuleResult>);
  const others = [groupId, agentId, mode].some((one) => one !== null) || priority > 0 || Object.keys(skills).length > 0;
  if (submission && others)
    return fault(memberOf(pointer, 'submission'), 'not_alone', 'a submission leaves nothing else to settle');
  return submission || others ? [] : fault(pointer, 'says_nothing', 'must settle something');
};

const result = inTurn(
  members(
    {},
    {
      groupId: orNull(identifier),
      agentId: orNull(identifier),
      priority: whole(0, 100),
      skills: skillLevels,
      mode: orNull(oneOf('real_time', 'asynchronous')),
      submission: flag,
    },
  ),
  telling,
);

const rule = members({
  id: identifier,
  name: text(1, 200),
  enabled: flag,
  conditions: listOf(condition, 20),
  result,
});

export const routingRulesCheck = members({ rules: inTurn(listOf(rule, 500), distinctBy('id')) });

const completeResult = (given: Partial<RuleResult>): RuleResult => ({
  groupId: null,
  agentId: null,
  priority: 0,
  skills: {},
  mode: null,
  submission: false,
  ...given,
});

export function completeRoutingRules({ rules }: GivenRoutingRules): RoutingRulesDocument {
  return {
    rules: rules.map(({ conditions, result, ...rule }) => ({
      ...rule,
      conditions: conditions.map((one): Condition => ({ not: false, ...one })),
      result: completeResult(result),
    })),
  };
}
