// The routing rules as they are sent and as they stand in events (B7).
import Type from 'typebox';
import { count, id, orNull } from './public-event.js';
import { closed, name } from './settings-members.js';

const values = Type.Array(Type.String({ maxLength: 500 }));
const not = Type.Optional(Type.Boolean({ description: 'Turns the condition round.' }));
const textOp = Type.Enum(['is', 'starts_with', 'contains']);

const condition = Type.Union([
  closed('OneOfCondition', { field: Type.Enum(['channel', 'language', 'country']), values, not }),
  closed('AddressCondition', { field: Type.Enum(['page', 'referrer']), op: textOp, values, not }),
  closed('MemberCondition', {
    field: Type.Enum(['attribute', 'custom_field']),
    name,
    op: Type.Enum(['is', 'starts_with', 'contains', 'present']),
    values,
    not,
  }),
  closed('VipCondition', { field: Type.Literal('vip'), atLeast: count('The least level.'), not }),
  closed('RangeCondition', { field: Type.Literal('ip'), values, not }),
  closed('HourCondition', {
    field: Type.Literal('hour'),
    days: Type.Array(Type.Enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
    from: Type.String(),
    to: Type.String(),
    not,
  }),
]);

const result = closed('RuleResult', {
  groupId: Type.Optional(orNull(id('Where to.'))),
  agentId: Type.Optional(orNull(id('Whom to ask first.'))),
  priority: Type.Optional(count('Higher is served first.')),
  skills: Type.Optional(Type.Record(Type.String(), Type.Integer(), { description: 'Least level by skill.' })),
  mode: Type.Optional(orNull(Type.Enum(['real_time', 'asynchronous']))),
  submission: Type.Optional(Type.Boolean()),
});

export const routingRulesDocument = closed('RoutingRules', {
  rules: Type.Array(
    closed('RoutingRule', {
      id: id('Of the rule; stands in decisions.'),
      name,
      enabled: Type.Boolean(),
      conditions: Type.Array(condition),
      result,
    }),
  ),
});
