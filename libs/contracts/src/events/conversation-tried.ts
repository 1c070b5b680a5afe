// Why the routing rules before the matching one did not apply, as events of a conversation tell it.
import Type from 'typebox';
import { count, id, orNull } from './public-event.js';

const ruleTried = Type.Object(
  {
    ruleId: id('The rule.'),
    why: Type.Enum(['switched_off', 'condition_failed']),
    condition: Type.Optional(count('Which of its conditions failed, counted from 0.')),
    field: Type.Optional(Type.String({ description: 'What that condition looks at.' })),
    found: Type.Optional(orNull(Type.String({ description: 'What the visitor has there.' }))),
  },
  { additionalProperties: false },
);
/** An array of what is never changed: the schema is that of any array. */
export const ruleTries = Type.Unsafe<readonly Type.Static<typeof ruleTried>[]>(
  Type.Array(ruleTried, { description: 'The routing rules before the one that matched, and why each did not.' }),
);
